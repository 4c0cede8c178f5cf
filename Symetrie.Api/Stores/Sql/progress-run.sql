update run set progress = @progress, stage = @stage where no = @no and state = 'running'
