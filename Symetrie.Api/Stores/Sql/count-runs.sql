select state as State, count(*) as Number from run group by state order by state
