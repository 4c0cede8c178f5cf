update codebook set withdrawn_at = @now where key = @key and withdrawn_at is null
