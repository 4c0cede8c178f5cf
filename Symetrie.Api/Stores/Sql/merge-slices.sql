insert into slice (unit, month, revision) select unit, month, @revision from gained where true
on conflict (unit, month) do update set revision = excluded.revision;
drop table gained
