-- One indicator over the units of a parent: published order by position, computed rank beside it.
-- The parent's own office stands in the list where the document puts it (scope own); it has no rank.
select computed_rank as "rank", position, unit, unit_id, name, value, value_decimals, text,
    numerator, numerator_decimals, denominator, denominator_decimals, status, scope, basis, provisional,
    raw, document, citation as source, locator, looked_up, name_order, flags
from all_figures f
where is_current and indicator = $indicator and period = $period and section is null
    and ((parent = $parent and scope = 'whole' and level = (
            select g.level from all_figures g
            where g.is_current and g.indicator = $indicator and g.period = $period and g.parent = $parent
            group by g.level order by count(*) desc, g.level limit 1))
        or (unit_id = $parent and scope = 'own'))
    and basis = (
        select g.basis from all_figures g
        where g.is_current and g.indicator = $indicator and g.period = $period
            and (g.parent = $parent or (g.unit_id = $parent and g.scope = 'own'))
        group by g.basis order by count(*) desc, g.basis desc limit 1)
order by coalesce(position, 999999), coalesce(computed_rank, 999999), value desc, name_order;
