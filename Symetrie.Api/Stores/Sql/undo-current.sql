select response as Response, unit as Unit, day as Day, import as Import, person as Person from answer where import = @import
