-- What is encrypted cannot be compressed.
alter table known_row alter column content set storage external;
