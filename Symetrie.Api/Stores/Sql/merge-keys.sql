insert into response (key, ordinal, no, unit, day, fingerprint) select key, ordinal, no, unit, day, fingerprint from moved_key where true
on conflict (key, ordinal) do update set unit = excluded.unit, day = excluded.day, fingerprint = excluded.fingerprint;
drop table moved_key
