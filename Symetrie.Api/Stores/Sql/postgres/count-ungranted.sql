select count(*) from unnest(@views) as v(name) join pg_roles r on r.rolname = 'symetrie_reader'
where to_regclass(v.name) is null or not has_table_privilege(r.oid, to_regclass(v.name), 'select')
