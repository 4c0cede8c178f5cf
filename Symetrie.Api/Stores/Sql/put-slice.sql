insert into slice (unit, month, revision) values (@unit, @month, @revision)
on conflict (unit, month) do update set revision = excluded.revision
