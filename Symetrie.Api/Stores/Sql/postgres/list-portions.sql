select portion as Number, taken_by as TakenBy, done as Done from tally_portion where run = @run order by portion
