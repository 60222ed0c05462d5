-- Who stands in the lowest quarter of an axis in a period, and in which periods of the same kind before, in one basis.
-- Ties stand together or not at all: a shared rank counts everybody who has it. Needs complete lists (computed ranks).
with here as (
    select distinct period_start, period_kind from figures where period = $period
),
lowest as (
    select f.unit_id, f.indicator, f.basis, f.period, f.period_start
    from all_figures f
    join here h on h.period_kind = f.period_kind and f.period_start <= h.period_start
    where f.is_current and f.parent = $parent and f.indicator like 'axis.%' and f.computed_rank is not null
        and (f.ranked_units - f.computed_rank + 1) * 4 <= f.ranked_units
)
select l.unit_id, l.indicator, l.period
from lowest l
join lowest n on n.unit_id = l.unit_id and n.indicator = l.indicator and n.basis = l.basis and n.period = $period
order by l.indicator, l.unit_id, l.period_start desc, l.period desc;
