select portion from tally_portion where run = @run and done = 0 order by portion
