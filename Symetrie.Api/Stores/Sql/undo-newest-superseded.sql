select s.response as Response, s.unit as Unit, s.day as Day, s.import as Import, s.person as Person, s.fingerprint as Fingerprint
from lost l join superseded s on s.response = l.response where s.import = (select max(x.import) from superseded x where x.response = s.response) order by s.response
