update tally_portion set taken_by = @by, taken_at = @now where run = @run and done = 0 and (taken_by is null or taken_by <> @by) returning run, portion, places
