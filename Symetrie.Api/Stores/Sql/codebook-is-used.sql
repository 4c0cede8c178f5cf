select count(*) from import where codebook = @number and undone_at is null
