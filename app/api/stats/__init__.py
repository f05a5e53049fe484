"""Counts of pledges by one thing or two."""
