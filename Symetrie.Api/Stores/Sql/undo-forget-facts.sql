delete from unit_fact where import = @import
