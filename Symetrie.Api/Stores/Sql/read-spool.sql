select key, line, person, unit, day, content from spooled order by key, line
