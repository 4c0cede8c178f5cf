select voice, unit, team, valid_from, valid_to from crosswalk order by key, valid_from, voice
