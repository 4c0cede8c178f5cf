select team, voice, period, digest, content from tally
