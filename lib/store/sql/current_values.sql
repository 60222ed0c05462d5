-- The figures that count of several units and periods; a null list of indicators is all of them.
select unit_id, unit, period, scope, basis, indicator, label, kind, section, value, value_decimals,
    numerator, numerator_decimals, denominator, denominator_decimals, text, status, raw, citation as source
from all_figures
where is_current
    and unit_id in (select unnest(cast($units as varchar[])))
    and period in (select unnest(cast($periods as varchar[])))
    and ($indicators is null or position(',' || indicator || ',' in ',' || $indicators || ',') > 0)
order by period, name_order, indicator_order, scope, basis, coalesce(section, '');
