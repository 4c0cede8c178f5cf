insert into release_count (period, voice, released, withheld, pending) values (@period, @voice, @released, @withheld, @pending)
