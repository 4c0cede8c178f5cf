-- The team, or its unit, is part of the key of every large table that has one, so that they can be spread over servers by it.
alter table superseded drop constraint superseded_pkey;
alter table superseded add primary key (response, import, unit);

-- Packs are dense already: to compress them once more costs more than it saves.
alter table answer_pack alter column content set storage external;
alter table key_pack alter column keys set storage external;
alter table key_pack alter column rest set storage external;

-- Single answers are sought by what brought them and by whom they are of.
create index answer_import on answer (import);
create index superseded_import on superseded (import);
create index answer_pack_import on answer_pack (import);
