select p.id as Id, p.name as Name, p.state as State, p.content_hash as ContentHash, p.options as Options, p.created_at as CreatedAt, i.undone_at as UndoneAt, coalesce(i.report, p.report) as Report
from posting p left join import i on i.no = p.import
where p.id = @id
