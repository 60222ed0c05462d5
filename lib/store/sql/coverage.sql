-- Which unit has figures for which period: how many, with a total or not, and how many warnings.
select f.unit_id, f.unit, f.name, f.level, f.parent, f.period, f.period_kind, f.period_start, count(*) as figures,
    sum(case when f.indicator = 'total' and f.status = 'reported' then 1 else 0 end) > 0 as has_total,
    sum(case when f.is_current then 1 else 0 end) as current_figures,
    (select count(*) from flags g where g.unit_id = f.unit_id and g.period = f.period
        and g.severity <> 'info') as warnings
from all_figures f
group by f.unit_id, f.unit, f.name, f.level, f.parent, f.period, f.period_kind, f.period_start, f.name_order
order by f.level desc, f.name_order, f.unit_id, f.period_start;
