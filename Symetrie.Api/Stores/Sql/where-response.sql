select unit, day from response where key = @key and ordinal = @ordinal
