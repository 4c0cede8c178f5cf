create table staged (
    seq integer not null primary key,
    line bigint not null,
    key blob not null,
    identified bigint not null,
    person bigint not null,
    unit bigint not null,
    day bigint not null,
    month bigint not null,
    fingerprint bigint not null,
    content blob not null
);
create table placed (
    local integer not null primary key,
    unit bigint not null
)
