-- The basis that a unit's month is read in where it has several: the one with most current figures.
create table main_bases as
select unit_id, period, basis from (
    select unit_id, period, basis, row_number() over (
        partition by unit_id, period order by count(*) desc, basis desc) as choice
    from current_figures
    group by unit_id, period, basis
) where choice = 1;

-- Every figure with whether it counts, its computed rank and what the catalogue says of it: what all result queries
-- read. Joined once, here: a question about a month scans one table instead of joining five.
create table all_figures as
select f.*, c.figure is not null as is_current, f.basis = m.basis as is_main_basis, c.computed_rank, c.ranked_units,
    u.name, u.unit, u.kind as unit_kind, u.level, u.parent, u.name_order,
    i.label, i.short, i.kind, i.direction, i.noun, i.axis, i.maximum, i.maximum_decimals, i.whole, i.indicator_order,
    d.citation
from figures f
join units u on u.unit_id = f.unit_id
join indicators i on i.indicator = f.indicator
join documents d on d.document = f.document
left join main_bases m on m.unit_id = f.unit_id and m.period = f.period
left join current_figures c on c.document = f.document and c.figure = f.figure
order by f.period, i.indicator_order, u.name_order, f.document, f.figure;
