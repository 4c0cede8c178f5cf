insert into ritual_action (import, team, ritual, valid_from, valid_to, assignment, noted, spelling) values (@import, @team, @ritual, @from, @to, @assignment, @noted, @spelling)
