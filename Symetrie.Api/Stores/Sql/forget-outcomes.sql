delete from outcome where import = @import
