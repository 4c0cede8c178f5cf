select voice, period, dimension, content from release_version order by voice, period, dimension
