-- Figures of several units over all periods of one kind: what counts and, beside it, what earlier look-ups and other
-- documents said. Ids stand in one text, joined by commas; a null list of indicators is all of them.
select f.unit_id, f.unit, f.name, f.indicator, f.label, f.short, f.kind, f.direction, f.axis, f.noun, f.maximum,
    f.maximum_decimals, f.period, f.period_start, f.period_end, f.basis, f.value, f.value_decimals, f.text,
    f.numerator, f.numerator_decimals, f.denominator, f.denominator_decimals, f.status, f.scope,
    f.is_current as "current", f.provisional, f.looked_up, d.revision, f.raw, f.document, f.citation as source,
    f.locator, f.flags
from all_figures f
join documents d on d.document = f.document
where position(',' || f.unit_id || ',' in ',' || $units || ',') > 0
    and ($indicators is null or position(',' || f.indicator || ',' in ',' || $indicators || ',') > 0)
    and f.period_kind = $period_kind and f.scope <> 'own' and f.section is null
order by f.name_order, f.unit_id, f.indicator_order, f.period_start, f.period_end, f.basis,
    case when f.is_current then 0 else 1 end, f.document, f.figure;
