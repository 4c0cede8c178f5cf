select response as Response, unit as Unit, day as Day, import as Import, person as Person, fingerprint as Fingerprint
from superseded where response = @response order by import desc limit 1
