select no as Number, id as Id, 'r-' || run as Run, published_at as PublishedAt, basis as Basis from snapshot where id = @id
