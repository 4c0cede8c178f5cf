select team, voice, alias from team_alias order by team, voice, alias
