insert into slice (unit, month, revision)
select distinct unit, month, @revision from matched where fate < 2 and nth = 0
on conflict (unit, month) do update set revision = excluded.revision
