insert into superseded (response, import, unit, day, person, codebook, fingerprint, content)
select a.response, a.import, a.unit, a.day, a.person, a.codebook, c.fingerprint, a.content from corrected c join answer a on a.unit = c.unit and a.day = c.day and a.response = c.response;
delete from answer where (unit, day, response) in (select unit, day, response from corrected);
drop table corrected
