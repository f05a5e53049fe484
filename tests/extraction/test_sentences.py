import pytest

from app.extraction.sentences import split_sentences
from app.model import Span


def sentences_of(content: str) -> list[str]:
    return [span.quote(content) for span in split_sentences(content, Span(0, len(content)))]


@pytest.mark.parametrize(
    ("content", "sentences"),
    [
        ("We will act. They must stop.", ["We will act.", "They must stop."]),
        ("We met in Washington, D.C. on Monday.", ["We met in Washington, D.C. on Monday."]),
        ("The U.S. Government will pay. We agree.", ["The U.S. Government will pay.", "We agree."]),
        ("See Art. 5 and para. 3 of the treaty.", ["See Art. 5 and para. 3 of the treaty."]),
        ("“We will act.” The others left.", ["“We will act.”", "The others left."]),
        ("Will they act? We hope so!", ["Will they act?", "We hope so!"]),
        ("Growth was 2.5 percent. We will do better.", ["Growth was 2.5 percent.", "We will do better."]),
        ("No sentence mark at all", ["No sentence mark at all"]),
    ],
)
def test_sentences_end_where_readers_end_them(content: str, sentences: list[str]) -> None:
    assert sentences_of(content) == sentences


def test_only_the_given_stretch_is_split() -> None:
    content = "Before. We will act. After."
    assert [s.quote(content) for s in split_sentences(content, Span(8, 20))] == ["We will act."]
