create temp table restored (response bigint not null primary key, import bigint not null)
