delete from posting where id = @id
