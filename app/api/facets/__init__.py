"""Counts under the current filters, beside the results of a list."""
