select count(*) from (select 1 from answer where unit = @unit and day >= @from and day < @to limit 1) as some
