select coalesce(sum(case when nth = 0 and fate = 0 then 1 else 0 end), 0) as Added,
       coalesce(sum(case when nth = 0 and fate = 1 then 1 else 0 end), 0) as Updated,
       coalesce(sum(case when nth = 0 and fate = 2 then 1 else 0 end), 0) as Unchanged,
       coalesce(sum(case when nth > 0 and fingerprint = opening then 1 else 0 end), 0) as Duplicates,
       coalesce(sum(case when nth > 0 and fingerprint <> opening then 1 else 0 end), 0) as Conflicts
from matched
