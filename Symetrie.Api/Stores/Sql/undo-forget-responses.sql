delete from response
where day >= 0 and not exists (select 1 from answer a where a.unit = response.unit and a.day = response.day and a.response = response.no)
