update import set undone_at = @now where no = @no and undone_at is null
