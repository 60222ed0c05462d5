-- Indicators besides these, of which several units have figures that count in one period: how many units, and which one
-- where it is one. Indicators stand in one text, joined by commas.
select indicator, label, cast(count(distinct unit_id) as integer) as units, min(unit_id) as unit_id, min(unit) as unit
from all_figures
where is_current and scope = 'whole' and period = $period
    and unit_id in (select unnest(cast($units as varchar[])))
    and position(',' || indicator || ',' in ',' || $indicators || ',') = 0
group by indicator, label, indicator_order
order by indicator_order;
