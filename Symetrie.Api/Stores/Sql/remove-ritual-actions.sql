delete from ritual_action where import = @import
