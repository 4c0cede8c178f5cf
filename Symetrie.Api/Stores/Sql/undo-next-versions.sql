select response, min(import) from (
    select response, import from superseded where import > @import
    union all
    select response, import from answer where import > @import
) later
where response in (select response from superseded where import = @import)
group by response
