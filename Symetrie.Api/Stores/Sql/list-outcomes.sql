select o.import, o.voice, o.unit, o.day, o.metric, o.value, o.n
from outcome o join import i on i.no = o.import
where i.undone_at is null
order by o.import, o.voice, o.unit, o.day, o.metric
