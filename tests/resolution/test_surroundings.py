"""What a place of a text stands under."""

from app.model import Passage
from app.resolution.surroundings import Surroundings
from app.vocabulary import PassageKind
from tests.builders import a_span

OUTLINE = (
    ("Joint declaration", PassageKind.HEADING, 1),
    ("We met in May.", PassageKind.PARAGRAPH, 0),
    ("Water", PassageKind.HEADING, 2),
    ("We will:", PassageKind.PARAGRAPH, 0),
    ("share data, namely", PassageKind.LIST_ITEM, 1),
    ("levels of rivers", PassageKind.LIST_ITEM, 2),
    ("As printed.", PassageKind.FOOTNOTE, 0),
    ("meet again", PassageKind.LIST_ITEM, 1),
    ("Schools", PassageKind.HEADING, 2),
    ("We will build ten.", PassageKind.PARAGRAPH, 0),
)
CONTENT = "\n\n".join(words for words, _, _ in OUTLINE)


def list_above(words: str) -> list[str]:
    """The words of the passages that `words` stand under, their own first."""
    passages = tuple(
        Passage(ordinal, kind, a_span(text, within=CONTENT), level=level)
        for ordinal, (text, kind, level) in enumerate(OUTLINE)
    )
    found = Surroundings(passages).list_at(a_span(words, within=CONTENT).start)
    return [passage.span.quote(CONTENT) for passage in found]


def test_a_paragraph_stands_under_headings_of_every_rank() -> None:
    assert list_above("build ten") == ["We will build ten.", "Schools", "Joint declaration"]


def test_an_item_stands_under_what_leads_in_to_it() -> None:
    leading = ["share data, namely", "We will:", "Water", "Joint declaration"]
    assert list_above("of rivers") == ["levels of rivers", *leading]
    assert list_above("meet again") == ["meet again", *leading[1:]]


def test_a_footnote_stands_alone() -> None:
    assert list_above("printed") == ["As printed."]


def test_a_text_without_passages_has_none() -> None:
    assert list(Surroundings(()).list_at(0)) == []
