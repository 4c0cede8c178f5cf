select unit as Unit, month as Month, import as Import, part as Part, codebook as Codebook, content as Content from answer_pack where unit = @unit and month = @month
