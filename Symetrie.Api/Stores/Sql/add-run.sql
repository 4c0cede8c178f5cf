insert into run (no, requested_at, state, progress, stage) values (@no, @now, 'queued', 0, 'queued')
