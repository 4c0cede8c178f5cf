delete from slice where unit = @unit and month = @month
