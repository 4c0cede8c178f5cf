update api_key set last_used_at = @at where id = @id
