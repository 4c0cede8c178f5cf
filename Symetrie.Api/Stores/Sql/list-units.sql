select no, voice, key from unit
