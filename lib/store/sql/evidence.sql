-- Every stored figure behind a table: a unit's own and its children's, of one period or two.
select unit, unit_id, unit_raw, period, indicator, label, kind, value, value_decimals, text,
    numerator, numerator_decimals, denominator, denominator_decimals, status, scope, basis,
    is_current as "current", provisional, position, computed_rank, raw, locator, document, citation as source, looked_up, note,
    flags
from all_figures
where (unit_id = $unit or parent = $unit) and period in ($period, $base)
order by indicator_order, period, coalesce(position, 999999), name_order, case when is_current then 0 else 1 end,
    document, figure;
