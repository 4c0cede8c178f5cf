-- When a key was last used, to the minute.
alter table api_key add column last_used_at text;

-- What a snapshot was made with, and what changed against the one before it; null in snapshots of before this was kept, the latter also in the first.
alter table snapshot add column basis text;
alter table snapshot add column new_data bigint;
alter table snapshot add column late_data bigint;
alter table snapshot add column reorganisation bigint;
alter table snapshot add column settings bigint;
