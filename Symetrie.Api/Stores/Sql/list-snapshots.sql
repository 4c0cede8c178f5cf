select s.no as Number, s.id as Id, 'r-' || s.run as Run, s.published_at as PublishedAt, s.basis as Basis,
    s.new_data as NewData, s.late_data as LateData, s.reorganisation as Reorganisation, s.settings as Settings, cast(coalesce(sum(p.rows), 0) as bigint) as Rows
from snapshot s left join snapshot_part sp on sp.snapshot = s.no left join part p on p.no = sp.part
group by s.no, s.id, s.run, s.published_at, s.basis, s.new_data, s.late_data, s.reorganisation, s.settings order by s.no desc
