select id as Id, name as Name, scope as Scope, created_at as CreatedAt, expires_at as ExpiresAt, last_used_at as LastUsedAt, revoked_at as RevokedAt from api_key order by created_at, id
