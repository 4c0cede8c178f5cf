select dimension, members from release_version where voice = ?1 and period = ?2 and members is not null
