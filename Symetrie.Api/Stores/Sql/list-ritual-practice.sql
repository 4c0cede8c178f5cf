select import, team, ritual, day, held, planned, noted, spelling from ritual_practice order by ritual, team, day, import
