create temp table corrected (place bigint not null primary key, unit bigint not null, day bigint not null, response bigint not null, fingerprint bigint not null)
