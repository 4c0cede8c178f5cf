insert into superseded (response, import, unit, day, person, codebook, fingerprint, content)
select response, import, unit, day, person, codebook, @fingerprint, content from answer where unit = @unit and day = @day and response = @response
