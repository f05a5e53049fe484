"""Alembic's folder, shipped with the package so that an installed `communique migrate` finds it."""
