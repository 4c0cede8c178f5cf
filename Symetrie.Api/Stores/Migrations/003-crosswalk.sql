-- To which team a unit belongs from one day to another, as people settled it. Days are day numbers; voice is empty for both.
create table crosswalk (
    voice text not null,
    key text not null,
    valid_from bigint not null,
    valid_to bigint not null,
    unit text not null,
    team text not null,
    primary key (key, voice, valid_from)
) /*clustered*/;
