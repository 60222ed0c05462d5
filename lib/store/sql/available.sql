-- Which indicators have figures that count, of a unit itself and of its children (its own office among them).
select subject, indicator, cast(count(distinct unit_id) as integer) as units
from (
    select indicator, unit_id, case when unit_id = $unit and scope <> 'own' then 'unit' else 'parent' end as subject
    from all_figures
    where is_current and section is null and period = $period and status <> 'not_reported'
        and (unit_id = $unit or parent = $unit)
) found
group by subject, indicator
order by subject, indicator;
