select content from posting_rejected where posting = ?1 order by chunk
