delete from tally_found where run = @run or run not in (select no from run where state = 'running');
delete from tally_portion where run = @run or run not in (select no from run where state = 'running')
