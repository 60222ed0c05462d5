-- The tables of a build, by which doctor compares it with a rebuild.
select table_name from information_schema.tables where table_type = 'BASE TABLE' order by table_name;
