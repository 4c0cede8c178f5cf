select response from matched where fate = 2 and nth = 0 order by response
