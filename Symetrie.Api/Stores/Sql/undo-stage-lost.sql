create temp table lost (response bigint not null primary key)
