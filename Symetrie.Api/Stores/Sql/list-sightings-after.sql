select s.import, s.responses from sighting s join import i on i.no = s.import
where s.import > @import and i.undone_at is null
order by s.import, s.chunk
