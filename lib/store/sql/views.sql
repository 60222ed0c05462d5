-- Every figure with whether it counts and its computed rank: what all result queries read.
create view all_figures as
select f.*, c.figure is not null as is_current, c.computed_rank, c.ranked_units,
    u.name, u.unit, u.kind as unit_kind, u.level, u.parent, u.name_order,
    i.label, i.short, i.kind, i.direction, i.noun, i.axis, i.maximum, i.whole, i.indicator_order,
    d.citation
from figures f
join units u on u.unit_id = f.unit_id
join indicators i on i.indicator = f.indicator
join documents d on d.document = f.document
left join current_figures c on c.document = f.document and c.figure = f.figure;
