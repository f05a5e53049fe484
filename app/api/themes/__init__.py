"""Themes: the controlled vocabulary of topics."""
