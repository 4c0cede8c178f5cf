delete from team_attribute where team = @Key
