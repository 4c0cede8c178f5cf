select distinct n.id from snapshot_part s join snapshot n on n.no = s.snapshot where s.part not in (select no from part)
