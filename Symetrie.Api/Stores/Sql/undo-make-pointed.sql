create temp table pointed (response bigint not null primary key, unit bigint not null, day bigint not null, fingerprint bigint not null)
