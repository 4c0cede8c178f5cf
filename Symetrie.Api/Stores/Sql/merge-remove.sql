delete from answer
where (unit, day, response) in (select old_unit, old_day, response from matched where fate = 1 and nth = 0)
