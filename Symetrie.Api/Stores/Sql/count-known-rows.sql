select cast(coalesce(sum(size), 0) as bigint), cast(coalesce(sum(bytes), 0) as bigint) from known_row where codebook = @codebook
