insert into superseded (response, import, unit, day, person, codebook, fingerprint, content)
select a.response, a.import, a.unit, a.day, a.person, a.codebook, r.fingerprint, a.content
from answer a, response r
where a.unit = @unit and a.day = @day and a.response = @response and r.key = @key and r.ordinal = @ordinal
