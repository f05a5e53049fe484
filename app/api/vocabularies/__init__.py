"""Vocabularies: what every value of every closed list means."""
