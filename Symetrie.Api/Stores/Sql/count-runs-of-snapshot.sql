select count(*) from run where snapshot = @snapshot
