-- What teams are known by besides answers, as each import said it: what the newest standing one says holds. Days are day numbers; n is the denominator, where one was said.
create table outcome (
    import bigint not null,
    voice bigint not null,
    unit text not null,
    day bigint not null,
    metric text not null,
    value double precision not null,
    n bigint,
    primary key (import, voice, unit, day, metric)
) /*clustered*/;
