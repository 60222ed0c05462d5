-- Axis scores of the units of a parent, one row per unit and axis, in the order of publication.
select unit_id, indicator, label, short, maximum, value, value_decimals, status, flags, raw, locator, basis,
    indicator_order
from all_figures
where is_current and parent = $parent and period = $period and scope = 'whole' and section is null
    and indicator like 'axis.%'
order by indicator_order, name_order;
