select response as Response, unit as Unit, day as Day, import as Import, cast(0 as bigint) as Fingerprint from answer where import = @import
