do $$ begin
    if exists (select from pg_roles where rolname = 'symetrie_reader') then grant select on VIEW to symetrie_reader; end if;
end $$
