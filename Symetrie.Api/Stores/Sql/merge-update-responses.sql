update response set unit = m.unit, day = m.day, fingerprint = m.fingerprint
from matched m
where response.key = m.key and response.ordinal = m.ordinal and m.fate = 1 and m.nth = 0
