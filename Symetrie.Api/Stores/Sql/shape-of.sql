select name, lower(type) as type, cast(pk as bigint) as key from pragma_table_info(@table) order by cid
