select person from answer where person <> response
union
select person from superseded where person <> response
