update codebook set json = @json, published_at = @now where no = @no
