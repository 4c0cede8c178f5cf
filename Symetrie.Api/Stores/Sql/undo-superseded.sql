select response from superseded where import = @import order by response
