"""`docs/deadlines.md` lists exactly the rules there are, and every example in it is read by its rule."""

import re
from pathlib import Path

import pytest

from app.model import Span
from app.resolution.expressions import find_expressions
from app.resolution.patterns import load_rules
from app.resolution.readings import MEETING_CORES

DOCUMENT = (Path(__file__).parents[2] / "docs" / "deadlines.md").read_text()
ROW = re.compile(r"^\| `(?P<id>[a-z-]+)` \| [^|]+ \| (?P<example>[^|]+) \|$", re.MULTILINE)


def list_rows(section: str) -> list[tuple[str, str]]:
    """The ids of a section's table, each with its example."""
    text = DOCUMENT.split(f"## {section}\n")[1].split("\n## ")[0]
    return [(row["id"], row["example"].strip()) for row in ROW.finditer(text)]


FRAMES = list_rows("Prepositions")
CORES = list_rows("Times and meetings")
WORDS = list_rows("Words")


def rule_of(example: str) -> str:
    """The rule that reads exactly the bracketed words of a sentence."""
    quote = example[example.index("[") + 1 : example.index("]")]
    sentence = example.replace("[", "").replace("]", "")
    mentions = find_expressions(sentence, Span(0, len(sentence)))
    return next(mention.rule for mention in mentions if mention.text == quote)


def test_prepositions_are_the_rules_there_are() -> None:
    assert [rule for rule, _ in FRAMES] == [rule.id for rule in load_rules("frames")]


def test_times_and_meetings_are_the_rules_there_are() -> None:
    times = {rule.id for rule in load_rules("times")}
    assert {rule for rule, _ in CORES} == times | MEETING_CORES | {"span-after"}


def test_words_are_the_rules_there_are() -> None:
    assert [rule for rule, _ in WORDS] == [rule.id for rule in load_rules("words")]


@pytest.mark.parametrize(("frame", "example"), FRAMES)
def test_every_preposition_has_an_example_it_reads(frame: str, example: str) -> None:
    assert rule_of(example).startswith(f"{frame}-")


@pytest.mark.parametrize(("core", "example"), CORES)
def test_every_time_and_meeting_has_an_example_it_reads(core: str, example: str) -> None:
    frames = [frame for frame, _ in FRAMES]
    assert rule_of(example) in [f"{frame}-{core}" for frame in frames]


@pytest.mark.parametrize(("word", "example"), WORDS)
def test_every_word_has_an_example_it_reads(word: str, example: str) -> None:
    assert rule_of(example) == word
