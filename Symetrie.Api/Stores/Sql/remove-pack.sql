delete from answer_pack where unit = @Unit and month = @Month and import = @Import and part = @Part
