select team, voice, period, digest from tally
