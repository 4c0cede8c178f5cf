delete from known_row where codebook = @codebook
