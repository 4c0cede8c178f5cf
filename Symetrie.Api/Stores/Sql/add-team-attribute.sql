insert into team_attribute (team, name, day, value) values (@team, @name, @day, @value)
on conflict (team, name, day) do update set value = excluded.value
