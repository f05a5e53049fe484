"""Statements: the communiqués, declarations and decisions that were read."""
