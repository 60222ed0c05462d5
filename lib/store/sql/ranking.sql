-- The league table of a parent: one row per unit of one level that has a total or an axis score, in one basis.
-- Columns are named, not *: nearly all of the time is planning, which grows with them.
with candidates as (
    select computed_rank, position, unit, unit_id, name, basis, level, value, value_decimals, denominator, status,
        provisional, text, flags, citation, document, looked_up, name_order, indicator, indicator_order
    from all_figures
    where is_current and parent = $parent and period = $period and scope = 'whole' and section is null
        and (indicator in ('total', 'rank', 'rating') or indicator like 'axis.%')
),
members as (
    select * from candidates
    where basis = (select basis from candidates group by basis order by count(*) desc, basis desc limit 1)
        and level = (select level from candidates group by level order by count(*) desc, level limit 1)
)
select t.computed_rank as "rank", m.position, m.unit, m.unit_id, m.name, m.basis,
    t.value as total, t.value_decimals as total_decimals, t.status as total_status,
    coalesce(t.provisional, false) as provisional, r.text as rating,
    case when t.value is null then null else (
        select b.label from bands b where b.lower_bound <= t.value order by b.lower_bound desc limit 1) end as band,
    cast(k.value as integer) as rank_published, cast(k.denominator as integer) as rank_of, m.flags, t.flags as total_flags,
    m.citation as source, m.document, m.looked_up, m.name_order
from (
    select unit_id, unit, name, name_order, basis, min(position) as position, max(document) as document,
        max(citation) as citation, max(looked_up) as looked_up,
        string_agg(flags, ' ' order by indicator_order, indicator) as flags
    from members
    group by unit_id, unit, name, name_order, basis
) m
left join members t on t.unit_id = m.unit_id and t.indicator = 'total'
left join members r on r.unit_id = m.unit_id and r.indicator = 'rating'
left join members k on k.unit_id = m.unit_id and k.indicator = 'rank'
order by coalesce(m.position, 999999), coalesce(k.value, t.computed_rank, 999999), total desc, m.name_order;
