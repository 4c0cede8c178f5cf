select distinct codebook from import where undone_at is null order by codebook
