-- One indicator of one unit over all periods of one kind; bases stand side by side and are never joined.
select period, period_start, period_end, basis, value, value_decimals, text, numerator, numerator_decimals,
    denominator, denominator_decimals, status, scope, provisional, looked_up, raw, document, citation as source,
    locator, flags
from all_figures
where is_current and unit_id = $unit and indicator = $indicator and period_kind = $period_kind
    and scope <> 'own' and section is null
order by period_start, basis;
