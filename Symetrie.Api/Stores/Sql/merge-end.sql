drop table matched
