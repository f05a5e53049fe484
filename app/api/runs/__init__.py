"""Runs: what was ingested, when, and by which versions."""
