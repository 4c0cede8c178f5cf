insert into answer (unit, day, response, person, codebook, import, content)
select s.unit, s.day, s.response, s.person, s.codebook, s.import, s.content from restored t join superseded s on s.response = t.response and s.import = t.import;
delete from superseded where (response, import) in (select response, import from restored);
drop table restored;
drop table lost
