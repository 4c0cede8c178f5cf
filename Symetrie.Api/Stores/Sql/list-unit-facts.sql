select distinct u.no, u.voice, u.key, f.attribute, f.day, f.value
from unit_fact f join unit u on u.no = f.unit
order by u.no, f.attribute, f.day, f.value
