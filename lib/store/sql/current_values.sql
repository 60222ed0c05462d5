-- The figures that count of several units and periods; a null list of indicators is all of them. The first and the last
-- of the periods let the scan skip the others.
select unit_id, unit, period, scope, basis, indicator, label, kind, section, value, value_decimals,
    numerator, numerator_decimals, denominator, denominator_decimals, text, status, raw, citation as source
from all_figures
where is_current and period between $first and $last and list_contains($periods, period)
    and list_contains($units, unit_id) and ($indicators is null or list_contains($indicators, indicator))
order by period, name_order, indicator_order, scope, basis, coalesce(section, '');
