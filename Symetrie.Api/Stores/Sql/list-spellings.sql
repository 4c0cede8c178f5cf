select import, day, value from unit_fact
where unit = @unit and attribute = @attribute
