-- Every change that documents state for a unit between two periods, as printed.
select u.unit, s.unit_id, s.period, s.base_period, s.indicator, i.label, s.value, s.value_decimals, s.printed_unit,
    s.raw, s.locator, s.document, d.citation as source
from changes s
join units u on u.unit_id = s.unit_id
join documents d on d.document = s.document
left join indicators i on i.indicator = s.indicator
where s.unit_id = $unit and s.period = $period and s.base_period = $base
order by s.document, s.change;
