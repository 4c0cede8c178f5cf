select team, voice, period, version, cells from release_version order by team, voice, period, version
