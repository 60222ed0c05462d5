-- Every publication of the build with its revision, and whether it speaks of one of these units in one of these periods.
select d.document, d.revision, exists (
    select 1 from figures f
    where f.document = d.document
        and f.unit_id in (select unnest(cast($units as varchar[])))
        and f.period in (select unnest(cast($periods as varchar[])))
) as about
from documents d;
