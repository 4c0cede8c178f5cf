select response as Response, unit as Unit, day as Day, import as Import, person as Person, cast(0 as bigint) as Fingerprint from answer where import = @import
