delete from crosswalk
