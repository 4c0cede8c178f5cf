delete from superseded
where (person = @person and person <> response)
or response in (select response from answer where person = @person and person <> response)
