select count(*) from (select 1 from answer_pack union all select 1 from answer limit 1) as found
