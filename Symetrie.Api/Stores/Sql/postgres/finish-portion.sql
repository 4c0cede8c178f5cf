update tally_portion set done = 1 where run = @run and portion = @portion and taken_by = @by and done = 0
