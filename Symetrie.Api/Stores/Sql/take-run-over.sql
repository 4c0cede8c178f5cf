update run set started_at = @now, stage = 'reading', progress = 0, token = token + 1, beat = 0, attempts = attempts + 1
where no = @no and token = @token and beat = @beat and state = 'running'
returning token