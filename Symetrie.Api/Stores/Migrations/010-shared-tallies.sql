-- Tallies that a run wants built, in portions that any program on the store may take, and what they came to. Empty but while a run reads.
create table tally_portion (
    run bigint not null,
    portion bigint not null,
    places text not null,
    taken_by text,
    taken_at text,
    done bigint not null,
    primary key (run, portion)
) /*clustered*/;

create table tally_found (
    team text not null,
    voice bigint not null,
    period text not null,
    run bigint not null,
    portion bigint not null,
    digest text not null,
    content blob not null,
    primary key (team, voice, period, run, portion)
) /*clustered*/;
