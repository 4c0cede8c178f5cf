select distinct old_unit, old_day from matched where fate = 1 and nth = 0
