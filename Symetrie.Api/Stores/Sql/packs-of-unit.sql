select codebook, content from answer_pack where unit = ?1 and month >= ?2 and month <= ?3 order by month, import, part
