"""Text -> acts. Pure functions over a statement's clean text; knows no network, database, clock or settings.

`extract_acts` is the whole of it, `extract_each` the same for many statements; begin at `pipeline.py`.
"""

from app.extraction.pipeline import extract_acts, extract_each

__all__ = ["extract_acts", "extract_each"]
