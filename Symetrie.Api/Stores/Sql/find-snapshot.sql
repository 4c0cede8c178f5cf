select no as Number, id as Id, 'r-' || run as Run, published_at as PublishedAt from snapshot where id = @id
