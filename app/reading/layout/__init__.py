"""Formats: bytes become blocks in reading order. Each format knows its own signs; none knows what is
furniture or who speaks.
"""
