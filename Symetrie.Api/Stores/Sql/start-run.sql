update run set state = 'running', started_at = @now, finished_at = null, stage = 'reading', progress = 0, token = token + 1, beat = 0, attempts = attempts + 1, retry_at = null
where no = @no and (state = 'queued' or (state = 'failed' and retry_at is not null))
returning token