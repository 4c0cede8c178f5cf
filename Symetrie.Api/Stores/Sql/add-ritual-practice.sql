insert into ritual_practice (import, team, ritual, day, held, planned, noted, spelling) values (@import, @team, @ritual, @day, @held, @planned, @noted, @spelling)
