select no as Number, measure as Measure, digest as Digest, rows as Rows, shape as Shape from part order by no
