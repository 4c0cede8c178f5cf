-- Current answers of one unit, month and import that came together, in one row: read and written as one. Answers that were touched one by one are rows of "answer".
create table answer_pack (
    unit bigint not null,
    month bigint not null,
    import bigint not null,
    part bigint not null,
    codebook bigint not null,
    content blob not null,
    primary key (unit, month, import, part)
);

-- Keys of responses that came together: ascending, 16 bytes each, and beside them what table "response" holds of each. A key stands here or there.
create table key_pack (
    bucket bigint not null,
    import bigint not null,
    part bigint not null,
    keys blob not null,
    rest blob not null,
    primary key (bucket, import, part)
);
