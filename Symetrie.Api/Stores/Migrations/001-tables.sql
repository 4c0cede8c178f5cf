-- The tables of a store. Both engines run this text; "clustered" is WITHOUT ROWID on SQLite and nothing on PostgreSQL.
create table setting (
    name text not null primary key,
    value text not null
) /*clustered*/;

create table counter (
    name text not null primary key,
    next bigint not null
) /*clustered*/;

create table codebook (
    no bigint not null primary key,
    key text not null,
    version bigint not null,
    json text not null,
    published_at text not null,
    withdrawn_at text,
    unique (key, version)
);

create table import (
    no bigint not null primary key,
    codebook bigint not null,
    name text not null,
    content_hash text not null,
    created_at text not null,
    undone_at text,
    report text not null
);

-- A team as one voice's exports write it. Who it is, is settled at every recompute.
create table unit (
    no bigint not null primary key,
    voice bigint not null,
    key text not null,
    unique (voice, key)
);

create table unit_fact (
    import bigint not null,
    unit bigint not null,
    attribute text not null,
    day bigint not null,
    value text not null,
    primary key (import, unit, attribute, day, value)
) /*clustered*/;

create table team (
    key text not null primary key,
    name text,
    parent text
) /*clustered*/;

create table team_alias (
    team text not null,
    voice text not null,
    alias text not null,
    primary key (team, voice, alias)
) /*clustered*/;

create table team_attribute (
    team text not null,
    name text not null,
    day bigint not null,
    value text not null,
    primary key (team, name, day)
) /*clustered*/;

-- One response, one key: where its current version lies, and a fingerprint of what it says.
create table response (
    key blob not null,
    ordinal bigint not null,
    no bigint not null,
    unit bigint not null,
    day bigint not null,
    fingerprint bigint not null,
    primary key (key, ordinal)
) /*clustered*/;

-- The current version of each response, in the order in which a recompute reads them.
create table answer (
    unit bigint not null,
    day bigint not null,
    response bigint not null,
    person bigint not null,
    codebook bigint not null,
    import bigint not null,
    content blob not null,
    primary key (unit, day, response)
) /*clustered*/;

-- Earlier versions, so that imports can be undone in any order.
create table superseded (
    response bigint not null,
    import bigint not null,
    unit bigint not null,
    day bigint not null,
    person bigint not null,
    codebook bigint not null,
    fingerprint bigint not null,
    content blob not null,
    primary key (response, import)
) /*clustered*/;

-- The responses that an import saw unchanged: it vouches for them when an earlier one is undone.
create table sighting (
    import bigint not null,
    chunk bigint not null,
    responses blob not null,
    primary key (import, chunk)
) /*clustered*/;

-- When the answers of a unit in a month last changed: what a recompute compares with the digests of its tallies.
create table slice (
    unit bigint not null,
    month bigint not null,
    revision bigint not null,
    primary key (unit, month)
) /*clustered*/;

create table tally (
    team text not null,
    voice bigint not null,
    period text not null,
    digest text not null,
    content blob not null,
    primary key (team, voice, period)
) /*clustered*/;

-- What all versions ever released of a column (a voice, period and dimension; "" for participation) tell apart together, and which one stands.
create table release_version (
    voice bigint not null,
    period text not null,
    dimension text not null,
    content blob not null,
    primary key (voice, period, dimension)
) /*clustered*/;

create table run (
    no bigint not null primary key,
    requested_at text not null,
    started_at text,
    finished_at text,
    state text not null,
    progress double precision not null,
    stage text not null,
    snapshot text,
    error text
);

-- A snapshot is a list of parts; a part is the rows of one measure in one period, shared by all snapshots in which they are the same.
create table snapshot (
    no bigint not null primary key,
    id text not null unique,
    run bigint not null,
    published_at text not null,
    document text not null
);

create table snapshot_part (
    snapshot bigint not null,
    measure text not null,
    position bigint not null,
    part bigint not null,
    primary key (snapshot, measure, position)
) /*clustered*/;

create table part (
    no bigint not null primary key,
    measure text not null,
    digest text not null,
    rows bigint not null,
    unique (measure, digest)
);

-- What the rows of a part were computed from: with the same inputs they are not computed again.
create table part_input (
    measure text not null,
    inputs text not null,
    part bigint not null,
    primary key (measure, inputs)
) /*clustered*/;

create table api_key (
    id text not null primary key,
    name text not null,
    scope text not null,
    hash blob not null,
    created_at text not null,
    expires_at text,
    revoked_at text
) /*clustered*/;
