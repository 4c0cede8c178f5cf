update run set state = 'failed', finished_at = @now, error = 'the program stopped during this run' where state = 'running'
