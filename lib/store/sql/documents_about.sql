-- Every publication of the build with its revision, and whether it speaks of one of these units in one of these periods.
select document, revision, document in (
    select document from all_figures
    where period between $first and $last and list_contains($periods, period) and list_contains($units, unit_id)
) as about
from documents;
