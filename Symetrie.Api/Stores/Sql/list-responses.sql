select ordinal, no, unit, day, fingerprint, key from response order by key, ordinal
