select import, voice, unit, day, metric, value, n from outcome where import = @import
