update run set state = @state, finished_at = @now, progress = 1, stage = 'done', snapshot = @snapshot, error = @error where no = @no
