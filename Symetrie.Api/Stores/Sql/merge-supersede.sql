insert into superseded (response, import, unit, day, person, codebook, fingerprint, content)
select a.response, a.import, a.unit, a.day, a.person, a.codebook, r.fingerprint, a.content
from matched m
join answer a on a.unit = m.old_unit and a.day = m.old_day and a.response = m.response
join response r on r.key = m.key and r.ordinal = m.ordinal
where m.fate = 1 and m.nth = 0
