-- Who was erased, as a keyed hash of their number, in a chain: the hash of an entry covers the hash of the one before it.
create table audit (
    no bigint not null primary key,
    at text not null,
    what text not null,
    tombstone text not null,
    hash text not null
);

-- The minimums under which the first answers of a period came in; later only raised.
create table period_threshold (
    period text not null,
    voice bigint not null,
    minimum bigint not null,
    detail bigint not null,
    primary key (period, voice)
) /*clustered*/;

-- What the last run released, in counts. For administrators alone.
create table release_count (
    period text not null,
    voice bigint not null,
    released bigint not null,
    withheld bigint not null,
    pending bigint not null,
    primary key (period, voice)
) /*clustered*/;
