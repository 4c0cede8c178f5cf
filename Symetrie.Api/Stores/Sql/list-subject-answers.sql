select codebook, import, unit, day, content, cast(1 as bigint) as current from answer where person = @person and person <> response
union all
select codebook, import, unit, day, content, cast(0 as bigint) as current from superseded where person = @person and person <> response
