select bucket, import, part, keys, rest from key_pack order by bucket, import, part
