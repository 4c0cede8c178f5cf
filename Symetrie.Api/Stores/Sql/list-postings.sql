select p.id as Id, p.name as Name, p.state as State, p.content_hash as ContentHash, p.options as Options, p.created_at as CreatedAt, null as UndoneAt, p.report as Report
from posting p
where p.import is null
order by p.created_at desc, p.id desc
