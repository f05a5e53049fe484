"""Deadlines: the timeline of what was pledged."""
