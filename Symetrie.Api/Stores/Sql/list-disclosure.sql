select t.period as Period, t.voice as Voice, t.minimum as Minimum, t.detail as Detail,
    coalesce(c.released, 0) as Released, coalesce(c.withheld, 0) as Withheld, coalesce(c.pending, 0) as Pending
from period_threshold t left join release_count c on c.period = t.period and c.voice = t.voice
order by t.period, t.voice
