-- The figures that count of several units and periods.
select unit, unit_id, period, scope, basis, indicator, label, kind, section, value, value_decimals,
    numerator, numerator_decimals, denominator, denominator_decimals, text, status, provisional, raw, document,
    citation as source, looked_up
from all_figures
where is_current
    and unit_id in (select unnest(cast($units as varchar[])))
    and period in (select unnest(cast($periods as varchar[])))
order by period, name_order, indicator_order, scope, basis, coalesce(section, '');
