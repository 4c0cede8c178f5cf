delete from key_pack where bucket = @Bucket and import = @Import and part = @Part
