create temp table removed (response bigint not null primary key)
