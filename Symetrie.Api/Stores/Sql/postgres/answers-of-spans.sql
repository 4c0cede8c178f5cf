select w.place, p.codebook, (-1)::bigint, 0::bigint, 0::bigint, p.content
from unnest(?1, ?2, ?3, ?4) as w(place, unit, first_month, last_month) join answer_pack p on p.unit = w.unit and p.month between w.first_month and w.last_month
union all
select w.place, a.codebook, a.response, a.person, a.day, a.content
from unnest(?1, ?2, ?5, ?6) as w(place, unit, first_day, end_day) join answer a on a.unit = w.unit and a.day >= w.first_day and a.day < w.end_day
order by 1
