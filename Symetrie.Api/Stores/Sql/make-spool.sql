create table spooled (
    key blob not null,
    line bigint not null,
    person bigint not null,
    unit text not null,
    day bigint not null,
    content blob not null
)
