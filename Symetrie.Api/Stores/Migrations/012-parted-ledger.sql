-- What stands of a released column apart from whose contributions it is (most of the bytes, wanted only where something has happened), and a digest of both.
-- A row without them is of before, and holds both in its content; the next run that publishes writes it anew.
alter table release_version add column digest text;
alter table release_version add column members blob;
