insert into api_key (id, name, scope, hash, created_at, expires_at) values (@id, @name, @scope, @hash, @now, @expires)
