-- Every unit of the catalogue, in Vietnamese order of names, with the number of figures stored.
select u.unit_id, u.unit, u.name, u.kind, u.level, u.parent, u.code, u.valid_from, u.valid_to, u.children_complete,
    (select count(*) from figures f where f.unit_id = u.unit_id) as figures
from units u
order by u.name_order;
