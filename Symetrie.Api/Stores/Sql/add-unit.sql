insert into unit (no, voice, key) values (@no, @voice, @key)
