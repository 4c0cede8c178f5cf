insert into delivery (notice, listener, state, attempts, next_at)
select no, @listener, 'waiting', 0, @now from notice where no > @after and no <= @last order by no