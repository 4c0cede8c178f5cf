insert into response (key, ordinal, no, unit, day, fingerprint)
select key, ordinal, @first + seq, unit, day, fingerprint from matched where fate = 0 and nth = 0
