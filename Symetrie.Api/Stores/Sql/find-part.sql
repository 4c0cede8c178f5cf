select no from part where measure = @measure and digest = @digest
