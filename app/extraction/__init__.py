"""Text -> acts. Pure functions over a statement's clean text; knows no network, database, clock or settings.

`extract_acts` is the whole of it; start reading at `pipeline.py`.
"""

from app.extraction.pipeline import extract_acts

__all__ = ["extract_acts"]
