-- Files that were sent, whatever became of them; what was taken in has an import beside it, whose report is this one's.
create table posting (
    id text not null primary key,
    name text not null,
    state text not null,
    content_hash text not null,
    options text not null,
    idempotency text,
    import bigint,
    created_at text not null,
    finished_at text not null,
    report text
) /*clustered*/;

create index posting_idempotency on posting (idempotency);
create index posting_import on posting (import);

-- Every row of a file that was not taken, as gzip-compressed CSV in pieces.
create table posting_rejected (
    posting text not null,
    chunk bigint not null,
    content blob not null,
    primary key (posting, chunk)
) /*clustered*/;
