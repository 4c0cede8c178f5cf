select ordinal, no, unit, day, fingerprint, key from response where key >= ?1 and key <= ?2 order by key, ordinal
