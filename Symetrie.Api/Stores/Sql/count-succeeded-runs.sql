select count(*) from run where state = 'succeeded'
