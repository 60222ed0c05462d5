-- Indicators besides these, of which several units have figures that count in one period: the first and the last of the
-- units by id, which are one where only one has it. Indicators stand in one text, joined by commas.
select indicator, label, min(unit_id) as unit_id, max(unit_id) as last_unit_id, min(unit) as unit
from all_figures
where is_current and scope = 'whole' and period = $period
    and unit_id in (select unnest(cast($units as varchar[])))
    and position(',' || indicator || ',' in ',' || $indicators || ',') = 0
group by indicator, label, indicator_order
order by indicator_order;
