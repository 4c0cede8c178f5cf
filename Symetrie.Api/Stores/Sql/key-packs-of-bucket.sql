select bucket, import, part, keys, rest from key_pack where bucket = ?1 order by import, part
