delete from ritual_practice where import = @import
