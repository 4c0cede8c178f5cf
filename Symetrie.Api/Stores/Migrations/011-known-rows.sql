-- Rows of exports by their bytes, and which responses they are: a cumulative export is read again every week, and most of its rows came before.
-- The content is encrypted by the store's secret. Nothing is lost with these rows but time.
create table known_row (
    codebook bigint not null,
    import bigint not null,
    part bigint not null,
    size bigint not null,
    bytes bigint not null,
    content blob not null,
    primary key (codebook, import, part)
);
