select line from matched where nth > 0 and fingerprint <> opening order by line limit 1000
