-- One indicator (or, for '', every one) over the units of a parent: published order by position, computed rank beside it.
-- The parent's own office stands in the list where the document puts it (scope own); it has no rank.
-- Of several levels or bases the one with the most figures of the indicator makes its list.
with candidates as (
    select * from all_figures
    where is_current and (indicator = $indicator or $indicator = '') and period = $period and section is null
        and (parent = $parent or (unit_id = $parent and scope = 'own'))
),
bases as (
    select indicator, basis, row_number() over (partition by indicator order by count(*) desc, basis desc) as choice
    from candidates
    group by indicator, basis
),
levels as (
    select indicator, level, row_number() over (partition by indicator order by count(*) desc, level) as choice
    from candidates
    where parent = $parent
    group by indicator, level
)
select f.computed_rank as "rank", f.position, f.unit, f.unit_id, f.name, f.indicator, f.value, f.value_decimals, f.text,
    f.numerator, f.numerator_decimals, f.denominator, f.denominator_decimals, f.status, f.scope, f.basis,
    f.provisional, f.raw, f.document, f.citation as source, f.locator, f.looked_up, f.name_order, f.flags
from candidates f
join bases b on b.indicator = f.indicator and b.choice = 1 and b.basis = f.basis
left join levels l on l.indicator = f.indicator and l.choice = 1
where (f.parent = $parent and f.scope = 'whole' and f.level = l.level) or (f.unit_id = $parent and f.scope = 'own')
order by f.indicator_order, coalesce(f.position, 999999), coalesce(f.computed_rank, 999999), f.value desc, f.name_order;
