"""BYTES -> STATEMENT: HTML, PDF, Markdown and plain text become clean text, passages and header facts.

Knows formats and the register of communiqués; knows no files, no network, no database, no extraction.
`read_document` is its whole face.
"""

from app.reading.document import read_document

__all__ = ["read_document"]
