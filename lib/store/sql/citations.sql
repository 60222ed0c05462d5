-- The documents that the figures of a unit and its children in one period were read from, the one with most first.
select document, citation as source, count(*) as figures
from all_figures
where (unit_id = $unit or parent = $unit) and period = $period
group by document, citation
order by figures desc, document;
