"""The facts that come with this version: that they are whole, and right on the days that matter."""

from datetime import date, timedelta

import pytest

from app.registry import load_registry
from app.registry.facts import NameUse
from app.vocabulary import ActorKind

REGISTRY = load_registry()


@pytest.mark.parametrize(
    ("group", "on", "count"),
    [
        ("un", date(2011, 7, 13), 192),
        ("un", date(2011, 7, 14), 193),
        ("nato", date(2022, 3, 24), 30),
        ("nato", date(2024, 3, 7), 32),
        ("eu", date(2013, 7, 1), 28),
        ("eu", date(2020, 2, 1), 27),
        ("g7", date(2022, 3, 24), 8),  # the seven, and the European Union
        ("g20", date(2022, 11, 16), 20),
        ("g20", date(2023, 9, 9), 21),
        ("asean", date(2023, 9, 6), 10),
        ("au", date(2022, 12, 15), 55),
        ("apec", date(2023, 11, 17), 21),
        ("gcc", date(2022, 7, 16), 6),
        ("quad", date(2022, 5, 24), 4),
        ("c5plus1", date(2023, 9, 21), 6),
        ("osce", date(2022, 1, 1), 57),
        ("council-of-europe", date(2022, 3, 15), 47),
        ("council-of-europe", date(2022, 3, 16), 46),
        ("oecd", date(2021, 5, 25), 38),
        ("commonwealth", date(2023, 1, 1), 56),
        ("unfccc", date(1994, 3, 20), 0),
        ("unfccc", date(2022, 11, 6), 198),
        ("paris-agreement", date(2016, 11, 3), 0),
        ("paris-agreement", date(2023, 11, 30), 195),
        ("kyoto-protocol", date(2012, 12, 15), 191),
        ("cbd", date(2022, 12, 7), 196),
        ("euro-area", date(2022, 12, 31), 19),
        ("euro-area", date(2023, 1, 1), 20),
        ("league-of-arab-states", date(2022, 11, 1), 22),
    ],
)
def test_groups_have_as_many_members_as_they_say(group: str, on: date, count: int) -> None:
    assert len(REGISTRY.list_members(group, on=on)) == count


@pytest.mark.parametrize(
    ("actor", "group", "first"),
    [
        ("fin", "nato", date(2023, 4, 4)),
        ("swe", "nato", date(2024, 3, 7)),
        ("mkd", "nato", date(2020, 3, 27)),
        ("hrv", "eu", date(2013, 7, 1)),
        ("au", "g20", date(2023, 9, 9)),
        ("tls", "asean", date(2025, 10, 26)),
        ("che", "un", date(2002, 9, 10)),
        ("mar", "au", date(2017, 1, 31)),
        ("mdv", "commonwealth", date(2020, 2, 1)),
        ("fji", "paris-agreement", date(2016, 11, 4)),
        ("grc", "council-of-europe", date(1974, 11, 28)),
    ],
)
def test_a_member_belongs_from_its_first_day_on(actor: str, group: str, first: date) -> None:
    assert actor not in REGISTRY.list_members(group, on=first - timedelta(days=1))
    assert actor in REGISTRY.list_members(group, on=first)


@pytest.mark.parametrize(
    ("actor", "group", "end"),
    [
        ("gbr", "eu", date(2020, 2, 1)),
        ("rus", "council-of-europe", date(2022, 3, 16)),
        ("rus", "g8", date(2014, 3, 24)),
        ("usa", "paris-agreement", date(2020, 11, 4)),
        ("nic", "oas", date(2023, 11, 19)),
        ("idn", "un", date(1965, 3, 1)),
        ("can", "kyoto-protocol", date(2012, 12, 15)),
        ("qat", "opec", date(2019, 1, 1)),
    ],
)
def test_a_member_belongs_until_the_day_before_it_left(actor: str, group: str, end: date) -> None:
    assert actor in REGISTRY.list_members(group, on=end - timedelta(days=1))
    assert actor not in REGISTRY.list_members(group, on=end)


def test_the_security_council_has_fifteen_members_each_year_since_1987() -> None:
    council = {year: REGISTRY.list_members("un-sc", on=date(year, 7, 1)) for year in range(1987, 2027)}
    assert {len(members) for members in council.values()} == {15}
    elected = {*council[2017]} - {*REGISTRY.list_members("permanent-five", on=date(2017, 7, 1))}
    assert elected == {"bol", "egy", "eth", "ita", "jpn", "kaz", "sen", "swe", "ukr", "ury"}


def test_the_summits_of_the_seven_and_the_eight_are_numbered_without_a_gap() -> None:
    forums = {"g7-summits", "g8-summits"}
    numbers = sorted(m.number for m in REGISTRY.meetings.values() if m.forum in forums and m.number)
    assert numbers == [number for number in range(1, 53) if number != 46]  # 2020: called off


@pytest.mark.parametrize(
    ("meeting", "first", "last"),
    [
        ("nato-summit-1997-madrid", date(1997, 7, 8), date(1997, 7, 9)),
        ("g7-summit-1975-rambouillet", date(1975, 11, 15), date(1975, 11, 17)),
        ("g8-summit-2005-gleneagles", date(2005, 7, 6), date(2005, 7, 8)),
        ("unfccc-cop-17", date(2011, 11, 28), date(2011, 12, 11)),
        ("asean-summit-1", date(1976, 2, 23), date(1976, 2, 24)),
    ],
)
def test_meetings_were_held_on_their_days(meeting: str, first: date, last: date) -> None:
    found = REGISTRY.meetings[meeting]
    assert (found.first_day, found.last_day, found.is_verified) == (first, last, True)


def test_most_dates_are_verified() -> None:
    assert sum(meeting.is_verified for meeting in REGISTRY.meetings.values()) >= 340
    assert sum(membership.is_verified for membership in REGISTRY.memberships) >= 1600


def test_every_member_of_the_united_nations_has_its_codes() -> None:
    for member in REGISTRY.list_members("un", on=date(2026, 1, 1)):
        codes = {identifier.scheme: identifier.value for identifier in REGISTRY.actors[member].identifiers}
        assert codes["iso3166-1-alpha-3"] == member.upper()
        assert (len(codes["iso3166-1-alpha-2"]), len(codes["iso3166-1-numeric"])) == (2, 3)
        assert codes["wikidata"].startswith("Q")


def test_every_member_of_the_united_nations_has_a_word_for_its_authorities() -> None:
    members = [REGISTRY.actors[member] for member in REGISTRY.list_members("un", on=date(2026, 1, 1))]
    with_adjective = {actor.id for actor in members for name in actor.names if name.use is NameUse.ADJECTIVE}
    named_alone = {actor.id for actor in members} - with_adjective
    assert named_alone == {"lie", "nzl"}  # "New Zealand authorities": the name itself does


def test_there_are_groups_and_offices_enough() -> None:
    kinds = [actor.kind for actor in REGISTRY.actors.values()]
    assert sum(kind in (ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.ORGAN) for kind in kinds) >= 500
    assert {"nato-foreign-ministers", "un-secretary-general", "g7-presidency", "unfccc-secretariat"} <= {
        *REGISTRY.actors
    }


def test_offices_that_decide_bind_the_members() -> None:
    assert REGISTRY.actors["nato-foreign-ministers"].speaks_for_members
    assert not REGISTRY.actors["unfccc-secretariat"].speaks_for_members


def test_what_is_contested_says_so() -> None:
    notes = {(m.group, m.actor): m.note for m in REGISTRY.memberships}
    assert "contested" in str(notes["brics", "sau"])
    assert "Chinese Taipei" in str(notes["apec", "twn"])


def test_unverified_facts_are_marked() -> None:
    verified = {m.group: m.is_verified for m in REGISTRY.memberships}
    assert verified["nato"]
    assert not verified["nordic-council-of-ministers"]


def test_themes_have_topics_of_the_comparative_agendas_project() -> None:
    topics = {*range(1, 11), *range(12, 22), 23}
    assert 25 <= len(REGISTRY.themes) <= 40
    assert all(theme.cap and {*theme.cap} <= topics for theme in REGISTRY.themes.values())
