-- Vietnamese order of names (Đ after D), computed once here so that result queries stay portable.
update units set name_order = o.place
from (select unit_id, row_number() over (order by name collate vi, unit_id) as place from units) o
where units.unit_id = o.unit_id;

-- Which of several values counts (docs/contract.md, "Several values of one indicator"), and its computed rank.
-- A rank needs a complete list of final figures: one that its document holds whole for its own period, or a parent
-- all of whose children have a row (a row without a number is present and not ranked).
create table current_figures as
with chosen as (
    select f.*, row_number() over (
        partition by f.unit_id, f.period, f.scope, f.basis, f.indicator, f.section
        order by f.provisional,
            case when f.period = d.period then 0 else 1 end,
            case when f.status = 'reported' then 0 else 1 end,
            coalesce(f.looked_up, d.published, f.period_end) desc,
            coalesce(d.published, f.period_end) desc,
            f.document,
            coalesce(f.value_decimals, 0) desc,
            f.prose,
            f.figure
    ) as choice
    from figures f join documents d on d.document = f.document
),
current_only as (
    select c.*, u.parent, u.level, i.direction,
        c.status = 'reported' and c.scope = 'whole' and c.section is null and not c.provisional
            and c.value is not null and i.direction <> 0 and i.kind <> 'rank' as rankable
    from chosen c
    join units u on u.unit_id = c.unit_id
    join indicators i on i.indicator = c.indicator
    where c.choice = 1
),
children as (
    select u.parent, u.level, p.period, count(*) as units
    from units u
    join units above on above.unit_id = u.parent and above.children_complete
    join (select distinct period, period_start, period_end from figures) p
        on coalesce(u.valid_from, p.period_start) <= p.period_end
        and coalesce(u.valid_to, p.period_end) >= p.period_end
    group by u.parent, u.level, p.period
),
complete as (
    select c.parent, c.level, c.period, c.basis, c.indicator
    from current_only c
    join documents d on d.document = c.document and d.period = c.period
    join complete_lists l on l.document = c.document and l.parent = c.parent and l.indicator = c.indicator
    where not c.provisional
    group by c.parent, c.level, c.period, c.basis, c.indicator
    union
    select c.parent, c.level, c.period, c.basis, c.indicator
    from current_only c
    join children n on n.parent = c.parent and n.level = c.level and n.period = c.period
    where c.scope = 'whole' and c.section is null and not c.provisional
    group by c.parent, c.level, c.period, c.basis, c.indicator, n.units
    having count(*) = n.units
)
select c.document, c.figure, c.unit_id, c.period, c.basis, c.scope, c.indicator,
    case when c.rankable and k.parent is not null then cast(rank() over (
        partition by c.parent, c.level, c.period, c.basis, c.indicator, c.rankable
        order by c.direction * c.value desc) as integer) end as computed_rank,
    case when c.rankable and k.parent is not null then cast(count(*) over (
        partition by c.parent, c.level, c.period, c.basis, c.indicator, c.rankable) as integer) end as ranked_units
from current_only c
left join complete k on k.parent = c.parent and k.level = c.level and k.period = c.period
    and k.basis = c.basis and k.indicator = c.indicator;
