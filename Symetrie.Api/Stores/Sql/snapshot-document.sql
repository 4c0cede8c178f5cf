select document from snapshot where no = @no
