select no, fingerprint, day from response where key = ?1 and ordinal = ?2
