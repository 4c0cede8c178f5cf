select 'i-' || i.no as Id, c.key as Codebook, i.name as Name, i.content_hash as ContentHash, i.created_at as CreatedAt, i.undone_at as UndoneAt, i.report as Report
from import i join codebook c on c.no = i.codebook
order by i.no desc
