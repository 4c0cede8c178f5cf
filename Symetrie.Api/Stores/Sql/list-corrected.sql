select c.place, a.codebook, a.content from corrected c join answer a on a.unit = c.unit and a.day = c.day and a.response = c.response order by c.place
