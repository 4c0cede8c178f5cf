select (select count(*) from codebook) + (select count(*) from import) + (select count(*) from team) + (select count(*) from api_key)
