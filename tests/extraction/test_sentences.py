import re

import pytest

from app.extraction.sentences import LONGEST_PART, part_long_sentence, split_sentences
from app.model import Span
from tests.growth import grows_linearly


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


def parts_of(content: str) -> list[str]:
    return [span.quote(content) for span in part_long_sentence(content, Span(0, len(content)))]


def test_a_sentence_of_the_usual_length_is_not_parted() -> None:
    sentence = "We will act, " * (LONGEST_PART // 4 - 1) + "now, as ever"
    assert parts_of(sentence) == [sentence]


@pytest.mark.parametrize(
    ("unit", "end"),
    [
        ("we act; they, too, act ", ";"),
        ("we act on water, ", ","),
        ("water ", "r"),
        ("x.", "."),
        ("a" * 70, "a"),
    ],
)
def test_a_longer_one_is_parted_at_its_best_seams(unit: str, end: str) -> None:
    sentence = unit * 1_000

    parts = parts_of(sentence)

    assert "".join(parts).replace(" ", "") == sentence.replace(" ", "")
    assert {part[-1] for part in parts[:-1]} == {end}
    assert max(len(re.findall(r"\w{1,30}|[^\w\s]", part)) for part in parts) <= LONGEST_PART
    assert min(len(re.findall(r"\w{1,30}|[^\w\s]", part)) for part in parts[:-1]) >= LONGEST_PART // 2


@pytest.mark.parametrize("unit", [".", ". ", "U.S. ", "A. ", "”", "? ", " ", "a.b", ".\u00a0("])
def test_finding_sentences_does_not_grow_with_the_square_of_the_text(unit: str) -> None:
    assert grows_linearly(lambda size: sentences_of(unit * size + "Act."), 2_000)
