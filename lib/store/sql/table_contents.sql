-- How many rows a table has and the sum of their hashes, whatever their order.
select count(*), coalesce(sum(cast(hash(t) as hugeint)), 0) from {table} t;
