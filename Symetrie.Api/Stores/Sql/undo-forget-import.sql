delete from sighting where import = @import
