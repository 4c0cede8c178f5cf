insert into posting (id, name, state, content_hash, options, idempotency, import, created_at, finished_at, report)
values (@id, @name, @state, @hash, @options, @idempotency, @import, @created, @finished, @report)
on conflict (id) do nothing
