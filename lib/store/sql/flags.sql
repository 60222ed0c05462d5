-- Warnings, the gravest first; a null parameter does not filter. A parent's warnings include its children's.
select g.rule, g.severity, g.title, u.unit, g.unit_id, g.period, g.indicator, i.label, g.message, g.raw, g.locator,
    g.document, d.citation as source, g.figure, g.accepted_reason, g.accepted_by
from flags g
left join units u on u.unit_id = g.unit_id
left join indicators i on i.indicator = g.indicator
left join documents d on d.document = g.document
where ($unit is null or g.unit_id = $unit or u.parent = $unit)
    and ($period is null or g.period = $period)
    and ($rule is null or g.rule = $rule)
order by case g.severity when 'error' then 0 when 'warning' then 1 else 2 end,
    g.flag_order, g.document, g.period desc, coalesce(g.figure, -1), g.locator;
