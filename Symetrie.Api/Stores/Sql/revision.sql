select coalesce((select next from counter where name = 'revision'), 0)
