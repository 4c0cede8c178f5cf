create temp table heir_of (response bigint not null primary key, heir bigint not null)
