insert into counter (name, next) values (@name, 1 + @count)
on conflict (name) do update set next = counter.next + @count
returning next
