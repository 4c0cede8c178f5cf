select ordinal, no, unit, day, fingerprint from response where key = ?1 order by ordinal
