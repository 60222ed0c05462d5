-- Which indicators units have a figure of that counts, in one period and for the whole unit; a pair may come twice.
select unit_id, indicator
from all_figures
where is_current and scope = 'whole' and period = $period and list_contains($units, unit_id)
order by name_order, unit_id, indicator_order;
