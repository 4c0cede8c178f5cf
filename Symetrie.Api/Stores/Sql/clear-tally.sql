delete from tally where team = @team and voice = @voice and period = @period
