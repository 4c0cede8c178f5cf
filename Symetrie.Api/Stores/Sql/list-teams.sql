select key, name, parent from team order by key
