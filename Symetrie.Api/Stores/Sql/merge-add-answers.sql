insert into answer (unit, day, response, person, codebook, import, content)
select unit, day, @first + seq, case when person < 0 then @first + seq else person end, @codebook, @import, content
from matched where fate = 0 and nth = 0
order by unit, day, seq
