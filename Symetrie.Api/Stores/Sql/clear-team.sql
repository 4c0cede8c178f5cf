delete from team_alias where team = @Key
