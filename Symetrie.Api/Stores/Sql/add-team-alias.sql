insert into team_alias (team, voice, alias) values (@team, @voice, @alias)
