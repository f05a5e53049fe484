"""Documents as a publisher has them, written for these tests; header facts are stated from outside, so that
nothing here depends on how a header is read.
"""

from datetime import date, timedelta
from typing import Any

from app.model import Document
from tests.builders import a_document

PARAGRAPHS = (
    "We met today to discuss the security of our coasts.",
    "We will strengthen the protection of undersea cables, and we will share what we learn with partners.",
    "We will settle the budget when we meet in Madrid.",
    "We call on all states to refrain from damaging undersea cables.",
)
A_BROKEN_PDF = b"%PDF-1.7\n% nothing follows"


def a_communique(
    *paragraphs: str, name: str = "coasts.txt", title: str = "Statement on coasts", **overrides: Any
) -> Document:
    """NATO's statement on coasts of 24 March 2022 in Brussels, unless told otherwise."""
    text = "\n\n".join((title, *(paragraphs or PARAGRAPHS)))
    stated = {"issuers": ("NATO",), "adopted": date(2022, 3, 24), "place": "Brussels", "title": title}
    return a_document(text, name=name, **{**stated, **overrides})


def some_communiques(number: int) -> list[Document]:
    """Statements of as many days."""
    first = date(2022, 3, 1)
    return [a_communique(name=f"day-{day}.txt", adopted=first + timedelta(days=day)) for day in range(number)]
