select a.attname::text, format_type(a.atttypid, null), coalesce(array_position(i.indkey::smallint[], a.attnum) + 1, 0)::bigint
from pg_attribute a left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
where a.attrelid = to_regclass(@table) and a.attnum > 0 and not a.attisdropped order by a.attnum
