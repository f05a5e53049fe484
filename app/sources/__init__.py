"""FETCH: where documents come from. Knows files; knows no format, no database and no extraction."""
