delete from unit_said where import = @import
