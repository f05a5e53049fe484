"""Resolving a found deadline, and refusing what is none: occasions, context, alternatives, confidence."""

from dataclasses import replace
from datetime import date

import pytest

from app.model import Deadline, DeadlineMention, Span
from app.registry import load_registry
from app.resolution.deadlines import resolve_deadlines
from app.resolution.expressions import find_expressions
from app.resolution.occasion import Occasion
from app.vocabulary import DeadlineKind, DeadlineRole, Precision

NATO_2022 = Occasion(date(2022, 3, 24), ("nato",), "Brussels")
NOBODY_2030 = Occasion(date(2030, 5, 14))


def mention_of(content: str, text: str) -> DeadlineMention:
    found = find_expressions(content, Span(0, len(content)))
    return next(mention for mention in found if mention.text == text)


def resolve(content: str, text: str, occasion: Occasion) -> Deadline:
    (deadline,) = resolve_deadlines([mention_of(content, text)], occasion, load_registry(), context=content)
    return deadline


def is_one(content: str, text: str, occasion: Occasion) -> bool:
    return bool(resolve_deadlines([mention_of(content, text)], occasion, load_registry(), context=content))


def test_a_deadline_keeps_its_words_span_role_and_rule() -> None:
    deadline = resolve("We will close it by 2031.", "by 2031", NOBODY_2030)
    assert (deadline.text, deadline.span) == ("by 2031", Span(17, 24))
    assert (deadline.role, deadline.kind, deadline.rule) == (DeadlineRole.DUE, DeadlineKind.DATE, "by-year")


def test_ministers_of_the_sentence_make_a_month_a_meeting() -> None:
    content = "We will help. In April, Foreign Ministers will consider proposals."
    deadline = resolve(content, "In April", NATO_2022)
    assert (deadline.earliest, deadline.latest) == (date(2022, 4, 1), date(2022, 4, 30))
    assert deadline.meeting == "nato-foreign-ministers-2022-04-06"


def test_a_month_with_nobody_who_meets_is_no_meeting() -> None:
    content = "Foreign Ministers will consider proposals. In April, we will help."
    assert resolve(content, "In April", NATO_2022).meeting is None


def test_a_session_dated_once_keeps_its_date() -> None:
    content = (
        "The Conference of the Parties will decide at its thirty-fifth session (November 2030). The Committee"
        " will report to the Conference of the Parties at its thirty-fifth session."
    )
    found = find_expressions(content, Span(0, len(content)))
    cop = Occasion(date(2029, 11, 20), ("unfccc-cop",))
    deadline = resolve_deadlines(found, cop, load_registry(), context=content)[-1]
    assert deadline.text == "at its thirty-fifth session"
    assert (deadline.earliest, deadline.latest) == (date(2030, 11, 1), date(2030, 11, 30))


def test_meetings_that_fit_equally_are_alternatives_with_reasons() -> None:
    deadline = resolve("We will decide when we meet in Brussels.", "when we meet in Brussels", NATO_2022)
    assert (deadline.meeting, deadline.earliest, deadline.latest) == (None, None, None)
    assert {alternative.meeting for alternative in deadline.alternatives} >= {
        "nato-foreign-ministers-2022-04-06",
        "nato-defence-ministers-2022-06-15",
    }
    assert all(alternative.earliest and alternative.reason for alternative in deadline.alternatives)


def test_meetings_numbered_together_are_listed_and_span_both() -> None:
    content, asean = (
        "Ministers will report at the 40th and 41st Summits.",
        Occasion(date(2022, 5, 14), ("asean",)),
    )
    deadline = resolve(content, "at the 40th and 41st Summits", asean)
    assert deadline.meeting is None
    assert [one.meeting for one in deadline.alternatives] == ["asean-summit-40", "asean-summit-41"]
    assert (deadline.earliest, deadline.latest) == (date(2022, 11, 11), date(2022, 11, 13))


def test_an_unknown_meeting_keeps_the_time_of_its_words() -> None:
    content = "We will sign it at the Nordvik Energy Ministerial in October."
    deadline = resolve(content, "at the Nordvik Energy Ministerial in October", NOBODY_2030)
    assert (deadline.meeting, deadline.earliest, deadline.latest) == (
        None,
        date(2030, 10, 1),
        date(2030, 10, 31),
    )
    assert deadline.precision is Precision.MONTH


def test_without_the_statements_day_absolute_times_are_known_and_relative_ones_are_not() -> None:
    unknown = Occasion(None)
    absolute = resolve("We will close it by 2031.", "by 2031", unknown)
    assert (absolute.earliest, absolute.latest, absolute.edtf) == (None, date(2031, 12, 31), "../2031")
    relative = resolve("We will close it next year.", "next year", unknown)
    assert (relative.earliest, relative.latest, relative.edtf) == (None, None, None)


def test_confidence_falls_from_dates_to_the_unknown() -> None:
    sentences = {
        "by June 2031": 0.95,
        "by the end of the year": 0.9,
        "by the spring": 0.75,
        "at our next meeting": 0.5,
        "as soon as possible": 0.9,
    }
    for text, confidence in sentences.items():
        assert resolve(f"We will finish it {text}.", text, NOBODY_2030).confidence == confidence, text


def test_verified_meetings_are_surer_than_others() -> None:
    content, registry = "We will decide at the Vilnius Summit.", load_registry()
    summit = replace(registry.meetings["nato-summit-2023-vilnius"], is_verified=False)
    doubtful = replace(registry, meetings={**registry.meetings, summit.id: summit})
    mentions = [mention_of(content, "at the Vilnius Summit")]
    (checked,), (unchecked,) = (
        resolve_deadlines(mentions, NATO_2022, facts, context=content) for facts in (registry, doubtful)
    )
    assert (checked.meeting, unchecked.meeting) == (summit.id, summit.id)
    assert (checked.confidence, unchecked.confidence) == (0.9, 0.75)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("We will use the report of the session on 3 March 2030.", "on 3 March 2030"),
        ("We will recall the floods in 2029.", "in 2029"),
        ("We will recall the storms in March.", "in March"),
        ("We will recall COP26, as at COP26 we stood together.", "at COP26"),
        ("We will train soldiers in Germany.", "in Germany"),
        ("We will train soldiers in Madrid.", "in Madrid"),
        (
            "We will hold talks in the margins of the Nordvik Harbour Summit.",
            "in the margins of the Nordvik Harbour Summit",
        ),
    ],
)
def test_what_is_over_or_not_known_to_come_is_no_deadline(content: str, text: str) -> None:
    assert not is_one(content, text, NOBODY_2030)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("We will agree on it in Madrid.", "in Madrid"),
        ("We will agree on it at the Nordvik Harbour Summit.", "at the Nordvik Harbour Summit"),
        ("We will agree on it in June.", "in June"),
        ("We will agree on it in 2022.", "in 2022"),
        ("We will agree on it promptly.", "promptly"),
    ],
)
def test_what_may_still_come_is_a_deadline(content: str, text: str) -> None:
    assert is_one(content, text, NATO_2022)


def test_without_a_day_nothing_is_over() -> None:
    assert is_one("We will close it in 2001.", "in 2001", Occasion(None))


def test_a_window_begins_on_the_day_of_the_statement() -> None:
    deadline = resolve("We will close it in 2030.", "in 2030", NOBODY_2030)
    assert (deadline.earliest, deadline.latest, deadline.edtf) == (
        date(2030, 5, 14),
        date(2030, 12, 31),
        "2030-05-14/2030",
    )
