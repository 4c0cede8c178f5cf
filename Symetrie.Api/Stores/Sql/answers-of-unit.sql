select response, person, codebook, day, content from answer where unit = ?1 and day >= ?2 and day < ?3 order by day, response
