delete from release_version where voice = @voice and period = @period and dimension = @dimension
