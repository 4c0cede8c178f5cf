select no, version, json, published_at from codebook where withdrawn_at is null order by key, version
