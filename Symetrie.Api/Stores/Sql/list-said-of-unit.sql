select import, content from unit_said where unit = @unit
