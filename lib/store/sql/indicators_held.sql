-- Which units have a figure of an indicator that counts, in one period and for the whole unit: a row per indicator.
select indicator, list(distinct unit_id) as units
from all_figures
where is_current and scope = 'whole' and period = $period and list_contains($units, unit_id)
group by indicator, indicator_order
order by indicator_order;
