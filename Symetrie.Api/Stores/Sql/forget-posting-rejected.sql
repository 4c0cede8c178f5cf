delete from posting_rejected where posting = @id
