-- What an import says of a unit, all of it in one row (see FactPack). A cumulative export says the same of every team month after month, and says it anew each week;
-- rows of unit_fact are of before, and stand as long as their imports.
create table unit_said (
    import bigint not null,
    unit bigint not null,
    content blob not null,
    primary key (import, unit)
) /*clustered*/;
