create temp table moved_key (key blob not null, ordinal bigint not null, no bigint not null, unit bigint not null, day bigint not null, fingerprint bigint not null)
