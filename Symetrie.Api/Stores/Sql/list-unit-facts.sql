select unit, attribute, day, value from unit_fact
