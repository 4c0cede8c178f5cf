select id from posting where import = @no
