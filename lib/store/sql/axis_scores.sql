-- Axis scores of the units of a parent in one basis, one row per unit and axis, in the order of publication.
select unit_id, indicator, value, value_decimals, status, flags, computed_rank, indicator_order
from all_figures
where is_current and parent = $parent and period = $period and scope = 'whole' and section is null
    and indicator like 'axis.%' and basis = $basis
order by indicator_order, name_order;
