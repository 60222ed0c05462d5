-- Every stored figure of one unit and period, the one that counts first.
select unit, unit_id, period, indicator, label, short, kind, direction, axis, noun, maximum, maximum_decimals,
    whole, value, value_decimals, text, numerator, numerator_decimals, denominator, denominator_decimals,
    status, scope, basis, is_current as "current", is_main_basis as main_basis, provisional, computed_rank, ranked_units, position,
    raw, document, citation as source, locator, looked_up, note, section, flags
from all_figures
where unit_id = $unit and period = $period
order by indicator_order, scope, basis, case when is_current then 0 else 1 end, document, figure;
