update answer set import = @heir where unit = @unit and day = @day and response = @response
