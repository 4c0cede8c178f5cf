insert into crosswalk (voice, key, valid_from, valid_to, unit, team) values (@voice, @key, @from, @to, @unit, @team)
