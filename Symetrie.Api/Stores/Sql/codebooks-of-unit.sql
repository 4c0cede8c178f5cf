select codebook from answer where unit = ?1 and day >= ?2 and day < ?3
