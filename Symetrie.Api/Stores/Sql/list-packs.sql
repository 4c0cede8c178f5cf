select unit, month, import, part, codebook, content from answer_pack order by unit, month, import, part
