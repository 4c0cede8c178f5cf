select bucket as Bucket, import as Import, part as Part from key_pack order by bucket, import, part
