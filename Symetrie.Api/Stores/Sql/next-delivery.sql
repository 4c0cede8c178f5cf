select d.notice as Notice, d.listener as Listener, d.attempts as Attempts, n.id as Id, n.event as Event, n.at as At, n.body as Body
from delivery d join notice n on n.no = d.notice
where d.state = 'waiting' and d.listener = @listener and (d.next_at <= @now or d.next_at > @horizon) order by d.notice limit 1