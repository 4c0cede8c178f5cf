select p.id as Id, p.name as Name, p.state as State, p.content_hash as ContentHash, p.options as Options, p.created_at as CreatedAt, i.undone_at as UndoneAt, i.report as Report
from posting p join import i on i.no = p.import
where i.no = (select max(s.no) from import s join codebook c on c.no = s.codebook where s.undone_at is null and c.key = @codebook)
  and i.codebook = (select max(c.no) from codebook c where c.key = @codebook and c.withdrawn_at is null)
  and p.content_hash = @hash and p.options = @options
