"""Exports: a database, as one moment had it -> a dated folder of files that never changes again."""
