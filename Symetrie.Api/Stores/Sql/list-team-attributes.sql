select team, name, day, value from team_attribute order by team, name, day
