-- Two periods of one unit, indicator by indicator: values that count, the change in its one right kind,
-- (none between two bases), and the change that a document states (the one printed beside the value that counts, if several are).
-- Where the document of a current value prints another one in the table named $part, that one stands in its place.
with candidates as (
    select figure, document, part, citation, locator, looked_up, unit_id, period, basis, scope, indicator, is_current,
        value, value_decimals, numerator, numerator_decimals, denominator, denominator_decimals, text, status, raw,
        provisional, flags
    from all_figures
    where (is_current or part = $part) and is_main_basis and unit_id = $unit and period in ($period, $base)
        and section is null
),
chosen as (
    select f.*, row_number() over (
        partition by f.period, f.indicator, f.scope
        order by case when f.part = $part then 0 else 1 end, case when f.is_current then 0 else 1 end, f.figure) as place
    from candidates f
    join candidates c on c.is_current and c.period = f.period and c.indicator = f.indicator and c.scope = f.scope
        and c.document = f.document
),
now as (select * from chosen where place = 1 and period = $period),
before as (select * from chosen where place = 1 and period = $base),
stated as (
    select s.*, row_number() over (
        partition by s.indicator
        order by case when s.document = n.document then 0 else 1 end,
            case when s.part = n.part then 0 else 1 end, s.document, s.change) as choice
    from changes s
    left join now n on n.indicator = s.indicator and n.scope <> 'own'
    where s.unit_id = $unit and s.period = $period and s.base_period = $base and s.indicator is not null
)
select i.indicator, i.label, i.short, i.kind, i.direction, i.axis, i.noun, i.maximum, i.maximum_decimals,
    i.whole, u.unit, u.unit_id,
    coalesce(n.scope, b.scope) as scope, n.basis, b.basis as basis_previous,
    n.value, n.value_decimals, b.value as value_previous, b.value_decimals as value_previous_decimals,
    n.numerator, n.numerator_decimals, b.numerator as numerator_previous,
    b.numerator_decimals as numerator_previous_decimals,
    n.denominator, n.denominator_decimals, b.denominator as denominator_previous,
    b.denominator_decimals as denominator_previous_decimals,
    n.text, b.text as text_previous, n.status, b.status as status_previous, n.raw, b.raw as raw_previous,
    case when n.basis <> b.basis then null
        when i.kind = 'rank' then b.value - n.value
        when n.value is not null and b.value is not null then n.value - b.value
        when i.kind = 'count+rate' then n.numerator - b.numerator end as change,
    case when i.kind = 'rank' then 0
        when n.value is not null and b.value is not null
            then greatest(coalesce(n.value_decimals, 0), coalesce(b.value_decimals, 0))
        else 0 end as change_decimals,
    case when n.basis <> b.basis then null
        when i.kind = 'score' then 'point' when i.kind = 'rank' then 'place'
        when i.kind = 'count' then 'number'
        when n.value is not null and b.value is not null and i.kind in ('rate', 'ratio', 'count+rate') then 'pp'
        when i.kind = 'count+rate' and n.numerator is not null and b.numerator is not null then 'number'
        end as change_unit,
    s.value as change_stated, s.value_decimals as change_stated_decimals,
    s.printed_unit as change_stated_unit, s.raw as change_stated_raw,
    n.document, n.citation as source, n.locator, n.looked_up,
    b.document as document_previous, b.citation as source_previous, b.locator as locator_previous,
    b.looked_up as looked_up_previous,
    coalesce(n.provisional, false) or coalesce(b.provisional, false) as provisional,
    trim(coalesce(n.flags, '') || ' ' || coalesce(s.flags, '')) as flags, coalesce(b.flags, '') as flags_previous,
    i.indicator_order
from now n
full join before b on b.indicator = n.indicator and b.scope = n.scope
join indicators i on i.indicator = coalesce(n.indicator, b.indicator)
join units u on u.unit_id = coalesce(n.unit_id, b.unit_id)
left join stated s on s.indicator = i.indicator and s.choice = 1 and coalesce(n.scope, b.scope) <> 'own'
order by i.indicator_order, scope;
