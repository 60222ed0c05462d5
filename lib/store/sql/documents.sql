-- The publications that the store holds, newest period first.
select d.document, d.citation, d.title, u.unit as issuer, d.issuer as issuer_id, d.period, d.compared_period,
    d.published, d."window", d.look_ups, d.based_on, d.basis, d.revision, d.recorded_by, d.recorded_on, d.reason,
    d.digest, (select count(*) from figures f where f.document = d.document) as figures,
    (select count(*) from flags g where g.document = d.document and g.severity <> 'info') as warnings,
    (select count(*) from flags g where g.document = d.document and g.severity = 'info') as remarks
from documents d
left join units u on u.unit_id = d.issuer
order by d.period desc, d.document;
