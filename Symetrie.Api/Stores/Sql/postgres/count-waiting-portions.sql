select count(*) from tally_portion p join run r on r.no = p.run and r.state = 'running' where p.taken_by is null
