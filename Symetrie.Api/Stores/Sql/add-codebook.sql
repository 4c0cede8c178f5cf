insert into codebook (no, key, version, json, published_at) values (@no, @key, @version, @json, @now)
