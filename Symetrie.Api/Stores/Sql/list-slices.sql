select unit, month, revision from slice order by unit, month
