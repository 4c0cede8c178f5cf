select position as Position, part as Part from snapshot_part where snapshot = @snapshot and measure = @measure order by position
