select count(*) from (select 1 from response limit 1) as found
