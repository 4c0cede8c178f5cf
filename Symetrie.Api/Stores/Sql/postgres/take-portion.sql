update tally_portion set taken_by = @by, taken_at = @now where (run, portion) = (
    select p.run, p.portion from tally_portion p join run r on r.no = p.run and r.state = 'running'
    where p.taken_by is null and (@run = 0 or p.run = @run) order by p.run, p.portion limit 1 for update of p skip locked)
returning run, portion, places
