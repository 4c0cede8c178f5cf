select no from run where state = 'queued' order by no limit 1
