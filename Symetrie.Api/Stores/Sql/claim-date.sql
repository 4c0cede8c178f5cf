insert into run (no, requested_at, state, progress, stage, schedule, due_on) values (@no, @now, 'queued', 0, 'queued', @schedule, @dueOn)
on conflict (schedule, due_on) do nothing