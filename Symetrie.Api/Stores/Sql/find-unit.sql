select no from unit where voice = @voice and key = @key
