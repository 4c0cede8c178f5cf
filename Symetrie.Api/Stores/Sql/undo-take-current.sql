update answer set import = h.heir from heir_of h where answer.import = @import and answer.response = h.response;
delete from answer where import = @import;
drop table heir_of
