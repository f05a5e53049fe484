"""Documents -> the database, with progress for whoever watches and a tally at the end."""
