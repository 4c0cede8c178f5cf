delete from superseded where response = @response and import = @import
