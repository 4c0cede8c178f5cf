-- A run of a schedule is known by the date it is due on: whoever puts that in first has claimed it. Who works on a run holds its token, and shows by its beat to be alive.
alter table run add column schedule text;
alter table run add column due_on text;
alter table run add column token bigint not null default 0;
alter table run add column beat bigint not null default 0;
alter table run add column attempts bigint not null default 0;
alter table run add column retry_at text;
create unique index run_due on run (schedule, due_on);

-- What listeners are to be told, and how far each of them has been.
create table notice (
    no bigint not null primary key,
    id text not null,
    at text not null,
    event text not null,
    body text not null
);

create table delivery (
    notice bigint not null,
    listener text not null,
    state text not null,
    attempts bigint not null,
    next_at text not null,
    error text,
    primary key (notice, listener)
) /*clustered*/;

-- A digest of the columns that a part's own digest covers: one from before a column was added cannot be compared any more.
alter table part add column shape text;
