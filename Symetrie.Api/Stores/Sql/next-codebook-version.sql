select coalesce(max(version), 0) + 1 from codebook where key = @key
