delete from response where no in (select response from removed);
drop table removed
