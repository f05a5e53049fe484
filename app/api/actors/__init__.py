"""Actors: states, organisations, groups, organs and offices, and who belonged to whom when."""
