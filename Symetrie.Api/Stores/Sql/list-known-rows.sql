select import, part, content from known_row where codebook = ?1 order by import desc, part desc
