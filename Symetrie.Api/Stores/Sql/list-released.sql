select voice, period, dimension, content, digest from release_version order by voice, period, dimension
