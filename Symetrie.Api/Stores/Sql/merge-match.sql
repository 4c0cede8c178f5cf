-- Each staged row beside what the store has under its key. fate: 0 new, 1 says something else, 2 says the same.
-- Rows without an id are told apart by their ordinal among identical ones; rows with an id that repeat one of the same file are set aside.
create temp table matched as
select s.seq, s.line, s.key, s.ordinal, s.nth, s.opening, s.person, p.unit, s.day, s.month, s.fingerprint, s.content,
       r.no as response, r.unit as old_unit, r.day as old_day,
       case when r.no is null then 0 when r.fingerprint = s.fingerprint then 2 else 1 end as fate
from (
    select seq, line, key, person, unit, day, month, fingerprint, content,
           case identified when 1 then 0 else row_number() over same - 1 end as ordinal,
           case identified when 1 then row_number() over same - 1 else 0 end as nth,
           first_value(fingerprint) over same as opening
    from staging.staged
    window same as (partition by key order by seq)
) s
join staging.placed p on p.local = s.unit
left join response r on r.key = s.key and r.ordinal = s.ordinal
