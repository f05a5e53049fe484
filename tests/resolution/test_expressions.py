"""Finding deadline expressions: spans prove themselves on any text, and time grows with the text alone."""

import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from app.model import Span
from app.resolution.expressions import find_expressions
from app.vocabulary import DeadlineKind, DeadlineRole

WORDS = (
    *[
        "by",
        "in",
        "at",
        "on",
        "the",
        "our",
        "next",
        "of",
        "before",
        "until",
        "to",
        "and",
        "since",
        "held",
        "if",
        "end",
        "first",
        "part",
        "no",
        "later",
        "than",
    ],
    *[
        "Summit",
        "Conference",
        "Parties",
        "session",
        "Meeting",
        "Madrid",
        "COP26",
        "G20",
        "May",
        "June",
        "when",
        "we",
        "meet",
        "within",
        "after",
    ],
    *[
        "2030",
        "2030s",
        "1",
        "31st",
        "six",
        "twenty-ninth",
        "year",
        "years",
        "weeks",
        "months",
        "decade",
        "regularly",
        "annually",
        "immediate",
    ],
    *[",", ".", "(", ")", "—", "**", "\u200e", "Ünïted"],
    "\n\n",
    "\u00a0",
)
ADVERSARIES = (
    "the ",
    "by ",
    "in Madrid ",
    "of the ",
    "at the first session of the ",
    "Conference of the Parties ",
    "2030-",
    "if a ",
    "A",
    "a-",
    "( ",
    "Summit Summit ",
)
LONG = 10_000
"""Characters."""


def find(content: str, verb: str = "") -> list[str]:
    return [mention.text for mention in find_expressions(content, Span(0, len(content)), verb)]


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=60), cut=st.integers(0, 200))
def test_every_span_is_exact_and_inside_and_in_order(words: list[str], cut: int) -> None:
    content = " ".join(words) + "."
    span = Span(min(cut, len(content) - 1), len(content))
    mentions = find_expressions(content, span)
    assert all(mention.span.quote(content) == mention.text for mention in mentions)
    assert all(span.contains(mention.span) for mention in mentions)
    spans = [mention.span for mention in mentions]
    assert all(left.end <= right.start for left, right in pairwise(spans))


@settings(max_examples=25, deadline=None)
@given(content=st.text(min_size=1, max_size=LONG))
def test_any_text_can_be_read(content: str) -> None:
    assert all(m.span.quote(content) == m.text for m in find_expressions(content, Span(0, len(content))))


def test_no_text_of_ten_thousand_characters_takes_long() -> None:
    for unit in ADVERSARIES:
        content = unit * (LONG // len(unit))
        started = time.process_time()
        find(content)
        assert time.process_time() - started < 3, unit


def test_only_the_span_is_searched() -> None:
    content = "We will act by 2031. We will act by 2032."
    mentions = find_expressions(content, Span(21, len(content)))
    assert [mention.text for mention in mentions] == ["by 2032"]


def test_an_expression_that_the_span_cuts_is_not_found() -> None:
    content = "We will act by 2031."
    assert find_expressions(content, Span(0, 15)) == ()


def test_words_before_the_span_still_say_what_an_expression_is() -> None:
    content = "We stand by the pledges made in 2031."
    assert find_expressions(content, Span(content.index("in 2031"), len(content))) == ()


def test_words_of_another_paragraph_say_nothing() -> None:
    content = "These are the pledges made\n\nin 2031 and what we will do with them."
    mentions = find_expressions(content, Span(content.index("in 2031"), len(content)))
    assert [mention.text for mention in mentions] == ["in 2031"]


def test_typography_of_pages_and_documents_makes_no_difference() -> None:
    assert find("We will meet at a high\u2009-\u2009level meeting in\n  2031.") == [
        "at a high\u2009-\u2009level meeting in\n  2031"
    ]
    assert find("We will close it **by mid\u20132031**.") == ["by mid\u20132031"]
    assert find("We will close it by\u00a031\u00a0January\u00a02031.") == [
        "by\u00a031\u00a0January\u00a02031"
    ]
    assert find("We will use the Union\u2019s resources by 2031.") == ["by 2031"]


def test_a_row_of_meetings_is_one_expression_each() -> None:
    content = "It will be approved at COP40 (May 2071) and CMA 17 (May 2071)."
    assert find(content) == ["at COP40 (May 2071)", "CMA 17 (May 2071)"]


def test_a_time_and_a_meeting_side_by_side_are_one_expression() -> None:
    (mention,) = find_expressions("We will report this week at the World Seed Assembly.", Span(0, 52))
    assert (mention.text, mention.kind) == ("this week at the World Seed Assembly", DeadlineKind.MEETING)


def test_the_verb_decides_the_role() -> None:
    content = "Ministers will deal with the matter at the next session."
    roles = {
        verb: find_expressions(content, Span(0, len(content)), verb=verb)[0].role
        for verb in ("close", "discuss")
    }
    assert roles == {"close": DeadlineRole.DUE, "discuss": DeadlineRole.FOLLOW_UP}
