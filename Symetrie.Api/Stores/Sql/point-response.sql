update response set unit = @unit, day = @day, fingerprint = @fingerprint where key = @key and ordinal = @ordinal
