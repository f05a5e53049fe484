"""Exports: everything that is served, as files of one moment."""
