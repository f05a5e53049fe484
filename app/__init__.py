"""Communiqué: reads what governments promised, and serves it."""
