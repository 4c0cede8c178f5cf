insert into team (key, name, parent) values (@Key, @Name, @Parent)
on conflict (key) do update set name = excluded.name, parent = excluded.parent
