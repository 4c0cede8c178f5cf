select f.team, f.voice, f.period, f.digest, f.content from tally_found f join tally_portion p on p.run = f.run and p.portion = f.portion and p.done = 1 where f.run = ?1
