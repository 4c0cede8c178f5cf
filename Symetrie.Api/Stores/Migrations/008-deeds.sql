-- That a team holds a ritual, and how often it was held. Days are day numbers; import 0 is what was put in as a whole. Of several rows of one key that of the newest import stands.
create table ritual_action (
    import bigint not null,
    team text not null,
    ritual text not null,
    valid_from bigint not null,
    valid_to bigint not null,
    assignment bigint not null,
    noted bigint not null,
    spelling text not null,
    primary key (import, team, ritual, valid_from)
) /*clustered*/;

create table ritual_practice (
    import bigint not null,
    team text not null,
    ritual text not null,
    day bigint not null,
    held bigint not null,
    planned bigint not null,
    noted bigint not null,
    spelling text not null,
    primary key (import, team, ritual, day)
) /*clustered*/;
