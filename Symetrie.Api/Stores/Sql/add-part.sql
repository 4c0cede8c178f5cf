insert into part (no, measure, digest, rows) values (@no, @measure, @digest, @rows)
