select no, fingerprint from response where key = ?1 and ordinal = ?2
