select f.value from unit_fact f
where f.unit = @unit and f.attribute = @attribute
order by case when f.import = @import then 0 else 1 end, case when f.day = @month then 0 else 1 end, f.import, f.day, f.value
