update run set state = 'running', started_at = @now, stage = 'reading' where no = @no and state = 'queued'
