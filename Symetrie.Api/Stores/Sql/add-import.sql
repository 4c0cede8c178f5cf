insert into import (no, codebook, name, content_hash, created_at, report) values (@no, @codebook, @name, @hash, @now, @report)
