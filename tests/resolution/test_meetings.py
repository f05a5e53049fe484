"""Words about a meeting, said on an occasion, resolved to a meeting of the registry: the likeliest first,
with reasons.
"""

from dataclasses import replace
from datetime import date

import pytest

from app.model import Header, Issuer
from app.registry import load_registry
from app.resolution.meeting_clues import index_meetings
from app.resolution.meetings import (
    MeetingResolution,
    find_meeting_of_statement,
    prepare_meetings,
    resolve_meeting,
)
from app.resolution.occasion import Occasion

NATO_2022 = Occasion(date(2022, 3, 24), ("nato",), "Brussels")


def resolve(text: str, occasion: Occasion, context: str = "") -> MeetingResolution:
    return resolve_meeting(text, occasion, load_registry(), context=context)


def meeting_of(text: str, occasion: Occasion, context: str = "") -> str | None:
    meeting = resolve(text, occasion, context).meeting
    return meeting.id if meeting else None


@pytest.mark.parametrize(
    "text",
    [
        "Madrid",
        "in Madrid",
        "when we meet in Madrid",
        "at our meeting in Madrid",
        "our next Summit",
        "by our next meeting",
        "the Madrid Summit",
        "the NATO Summit in June",
        "our Summit in Spain",
    ],
)
def test_nato_means_its_madrid_summit_in_march_2022(text: str) -> None:
    assert meeting_of(text, NATO_2022) == "nato-summit-2022-madrid"


def test_the_same_words_of_another_speaker_mean_another_meeting() -> None:
    assert (
        meeting_of("our next Summit", Occasion(date(2022, 3, 24), ("g7",))) == "g7-summit-2022-schloss-elmau"
    )
    assert meeting_of("Madrid", Occasion(date(2022, 3, 24), ("g7",))) is None


def test_the_same_words_at_another_time_mean_another_meeting() -> None:
    assert (
        meeting_of("our next Summit", Occasion(date(2023, 7, 12), ("nato",))) == "nato-summit-2024-washington"
    )


def test_the_likeliest_comes_first_and_says_why() -> None:
    best = resolve("Madrid", NATO_2022).candidates[0]
    assert best.meeting.id == "nato-summit-2022-madrid"
    assert best.reason == "NATO holds it; it is held in Madrid; it is the next one of those who speak here"


def test_meetings_that_were_over_are_listed_and_never_taken() -> None:
    resolution = resolve("COP26", NATO_2022)
    assert resolution.meeting is None
    assert resolution.is_over
    assert [(c.meeting.id, c.is_likely) for c in resolution.candidates] == [("unfccc-cop-26", False)]
    assert "it was over by then" in resolution.candidates[0].reason


def test_a_series_alone_may_mean_a_meeting_not_yet_known() -> None:
    late = Occasion(date(2090, 1, 1), ("imf",))
    assert not resolve("the Annual Meetings", late).is_over
    assert resolve("COP15", late).is_over


def test_what_fits_two_meetings_equally_stays_open() -> None:
    resolution = resolve("Brussels", NATO_2022)
    assert resolution.meeting is None
    assert {c.meeting.id for c in resolution.leading} == {
        "nato-foreign-ministers-2022-04-06",
        "nato-defence-ministers-2022-06-15",
    }


def test_ministers_who_will_meet_are_those_named_before() -> None:
    before = "Foreign Ministers will discuss the matter "
    assert meeting_of("when they meet in April", NATO_2022, before) == "nato-foreign-ministers-2022-04-06"
    assert meeting_of("at their next meeting", NATO_2022, before) == "nato-foreign-ministers-2022-04-06"
    before = "Defence Ministers will discuss the matter "
    assert meeting_of("at their next meeting", NATO_2022, before) == "nato-defence-ministers-2022-06-15"


def test_its_session_is_that_of_the_body_named_last() -> None:
    cop = Occasion(date(2023, 12, 6), ("unfccc-cop",), "Dubai")
    cma = "the Conference of the Parties serving as the meeting of the Parties to the Paris Agreement "
    assert meeting_of("at its sixth session", cop, cma) == "unfccc-cma-6"
    assert (
        meeting_of("at its thirtieth session", cop, f"{cma} and the Conference of the Parties ")
        == "unfccc-cop-30"
    )
    assert meeting_of(
        "at the second part of its first session", Occasion(date(2016, 11, 18), ("unfccc-cma",))
    ) == ("unfccc-cma-1-2")


def test_a_session_may_be_that_of_a_body_above_the_speakers() -> None:
    speakers = Occasion(date(2016, 11, 18), ("unfccc-cma",))
    words = ("at its twenty-fourth session", "The outcomes will go to the Conference of the Parties ")
    assert meeting_of(words[0], speakers, context=words[1]) == "unfccc-cop-24"
    assert meeting_of(words[0], Occasion(date(2016, 11, 18), ("nato",)), context=words[1]) is None


@pytest.mark.parametrize(
    ("text", "meeting"),
    [
        ("COP27", "unfccc-cop-27"),
        ("COP 27", "unfccc-cop-27"),
        ("the COP-27", "unfccc-cop-27"),
        ("CMA 4", "unfccc-cma-4"),
        ("UNGA77", "un-ga-77"),
        ("the margins of UNGA", "un-general-debate-2022"),
        ("the G20 Leaders' Summit", "g20-summit-2022-bali"),
        ("the next European Council", "european-council-2022-06-23"),
        ("the Seventy-fifth World Health Assembly", "wha-75"),
        ("the Tenth NPT Review Conference", "npt-review-conference-2022"),
        ("the Summit of the Future", "un-summit-of-the-future-2024"),
        ("the meeting", None),
        ("", None),
    ],
)
def test_meetings_are_known_by_name_and_number(text: str, meeting: str | None) -> None:
    assert meeting_of(text, NATO_2022) == meeting


def test_a_session_known_by_number_may_have_been_moved() -> None:
    said = Occasion(date(2021, 6, 13), ("g7",))
    assert meeting_of("the 12th WTO Ministerial Conference in November", said) == "wto-mc-12"
    assert meeting_of("the G20 Summit in December", said) is None


def test_without_a_day_only_names_numbers_and_dates_tell() -> None:
    nowhere = Occasion(None, ("nato",))
    assert meeting_of("Madrid", nowhere) is None
    assert meeting_of("our next Summit", nowhere) is None
    assert meeting_of("COP27", nowhere) == "unfccc-cop-27"


def header(title: str, actor: str, adopted: date, place: str | None) -> Header:
    return Header(title=title, issuers=(Issuer(actor, actor),), adopted=adopted, place=place)


@pytest.mark.parametrize(
    ("statement", "meeting"),
    [
        (header("Madrid Summit Declaration", "nato", date(2022, 6, 29), "Madrid"), "nato-summit-2022-madrid"),
        (header("Statement by Leaders", "nato", date(2022, 3, 24), "Brussels"), "nato-summit-2022-brussels"),
        (header("Statement", "nato", date(2022, 6, 29), "Oslo"), None),
        (header("Statement", "nato", date(2022, 8, 1), "Brussels"), None),
        (header("Decision", "unfccc-cma", date(2016, 11, 18), None), "unfccc-cma-1-1"),
        (header("Communiqué", "g7", date(2021, 6, 13), None), "g7-summit-2021-carbis-bay"),
        (header("Communiqué", "nobody", date(2021, 6, 13), None), None),
    ],
)
def test_a_statement_comes_from_a_meeting_of_its_issuer_on_its_day(
    statement: Header, meeting: str | None
) -> None:
    found = find_meeting_of_statement(statement, load_registry())
    assert (found.id if found else None) == meeting


def test_a_statement_without_a_day_comes_from_no_known_meeting() -> None:
    assert find_meeting_of_statement(Header(issuers=(Issuer("NATO", "nato"),)), load_registry()) is None


@pytest.mark.parametrize(
    ("number", "meeting"), [("1/CP.28", "unfccc-cop-28"), ("1/CMA.5", "unfccc-cma-5"), (None, None)]
)
def test_the_number_tells_of_which_of_two_sessions_a_joint_decision_is(
    number: str | None, meeting: str | None
) -> None:
    issuers = (Issuer("COP", "unfccc-cop"), Issuer("CMA", "unfccc-cma"))
    title = "Arrangements referred to in decisions 2/CP.27 and 2/CMA.4"
    found = find_meeting_of_statement(
        Header(title=title, issuers=issuers, adopted=date(2023, 12, 6), number=number), load_registry()
    )
    assert (found.id if found else None) == meeting


@pytest.mark.parametrize(
    ("title", "meeting"),
    [
        ("Chairman's Statement of the 41st ASEAN Summit", "asean-summit-41"),
        ("Chairman's Statement of the Fortieth ASEAN Summit", "asean-summit-40"),
        ("Chairman's Statement", None),
    ],
)
def test_the_title_tells_two_meetings_of_one_day_apart(title: str, meeting: str | None) -> None:
    issued = header(title, "asean", date(2022, 11, 11), "Phnom Penh")
    found = find_meeting_of_statement(issued, load_registry())
    assert (found.id if found else None) == meeting


@pytest.mark.parametrize(
    ("issuer", "text", "awaited"),
    [
        ("nato", "at our next Summit", "next NATO Summit after 2090-05-01"),
        ("quad", "when we next meet", "next Quad Leaders' Summit after 2090-05-01"),
        ("g7", "at CHOGM 2091", "Commonwealth Heads of Government Meeting in 2091"),
        ("asean", "at the 270th and 271st Summits", "ASEAN Summit, number 270 and 271"),
        ("nato", "at our next meeting", None),
        ("nato", "at CHOGM 2089", None),
        ("nato", "at the Harbour Festival", None),
    ],
)
def test_a_meeting_that_is_not_known_is_described_by_its_series(
    issuer: str, text: str, awaited: str | None
) -> None:
    occasion = Occasion(date(2090, 5, 1), (issuer,))
    assert resolve_meeting(text, occasion, load_registry()).awaited == awaited


def test_a_question_after_the_preparation_finds_the_names_indexed() -> None:
    registry = replace(load_registry())
    prepare_meetings(registry)
    built = index_meetings.cache_info().misses
    assert resolve_meeting("our next Summit", NATO_2022, registry).meeting is not None
    assert index_meetings.cache_info().misses == built
