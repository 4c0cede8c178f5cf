insert into snapshot (no, id, run, published_at, document) values (@no, @id, @run, @now, @document)
