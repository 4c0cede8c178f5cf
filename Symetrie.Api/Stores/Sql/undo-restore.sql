insert into answer (unit, day, response, person, codebook, import, content)
select unit, day, response, person, codebook, import, content from superseded where response = @response and import = @import
