select codebook, content from answer where unit = @unit and day = @day and response = @response
