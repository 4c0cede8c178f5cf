update snapshot set basis = @basis, new_data = @newData, late_data = @lateData, reorganisation = @reorganisation, settings = @settings where no = @no
