select count(*) from (
    select 1 from answer_pack where unit = @unit and month = @month
    union all
    select 1 from answer where unit = @unit and day >= @from and day < @to
    limit 1
) as found
