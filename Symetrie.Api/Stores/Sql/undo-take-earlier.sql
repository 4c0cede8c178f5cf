update superseded set import = h.heir from heir_of h where superseded.response = h.response and superseded.import = @import;
delete from superseded where import = @import;
drop table heir_of
