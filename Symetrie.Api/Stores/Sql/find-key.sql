select id as Id, name as Name, scope as Scope, created_at as CreatedAt, expires_at as ExpiresAt, revoked_at as RevokedAt, hash as Hash from api_key where id = @id
