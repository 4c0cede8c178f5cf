insert into staging.placed (local, unit) values (@local, @unit)
