insert into answer (unit, day, response, person, codebook, import, content)
select unit, day, response, case when person < 0 then response else person end, @codebook, @import, content
from matched where fate = 1 and nth = 0
