delete from known_row
