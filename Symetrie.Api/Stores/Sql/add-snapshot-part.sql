insert into snapshot_part (snapshot, measure, position, part) values (@snapshot, @measure, @position, @part)
