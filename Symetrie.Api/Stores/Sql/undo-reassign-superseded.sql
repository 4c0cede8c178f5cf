update superseded set import = @heir where response = @response and import = @import
