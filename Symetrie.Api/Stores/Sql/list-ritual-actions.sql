select import, team, ritual, valid_from, valid_to, assignment, noted, spelling from ritual_action order by ritual, team, valid_from, import
