"""Texts: the coordinate system of every offset."""
