"""From YAML files to facts, and what is refused on the way."""

from datetime import date
from pathlib import Path

import pytest

from app.errors import RegistryError
from app.registry.check import main
from app.registry.facts import Identifier, Membership, Name, NameUse, Registry
from app.registry.loader import parse_registry
from app.vocabulary import ActorKind

FILES = {
    "actors/states.yaml": """
source: A list of states
kind: state
actors:
  aaa:
    name: Arcadia
    official: Kingdom of Arcadia
    alpha_2: "AA"
    numeric: "001"
    adjectives: [Arcadian]
    seats: [Arx]
  bbb: {name: Boreal Republic, names: [Borealia], adjectives: [Boreal]}
""",
    "actors/groups.yaml": """
source: A list of groups
kind: group
actors:
  league:
    name: Northern League
    kind: organisation
    self_names: [Leaguers]
    source: The charter
    offices: [foreign-ministers]
""",
    "offices.yaml": """
source: Titles as written
offices:
  foreign-ministers:
    name: "{group} Foreign Ministers"
    said: [Foreign Ministers]
    speaks_for_members: true
""",
    "memberships.yaml": """
memberships:
  league:
    source: The charter
    note: Founded at sea
    founded: 2001-02-03
    founders: [aaa]
    members:
      bbb:
        - {since: 2005-01-01, until: 2010-01-01, note: left}
        - {since: 2012-01-01, is_verified: false}
""",
    "forums.yaml": """
source: Names as written
forums:
  league-summits: {actor: league, name: League summit, ambiguous: [Summit]}
""",
    "meetings/league.yaml": """
meetings:
  league-2030:
    forum: league-summits
    name: Summit in the harbour
    place: Port Arx
    country: aaa
    first_day: 2030-05-01
    last_day: 2030-05-02
    source: An invitation
""",
    "themes.yaml": """
source: A codebook
themes:
  rivers: {label: Rivers, scope: Running water., cap: [7], sdgs: [6], lexicon: [river*, fresh water]}
""",
    "decoys.yaml": """
decoys: [Arcadia Bay]
""",
}


def write(folder: Path, **changes: str) -> Path:
    """The small registry above, with some files written differently; `__` in a keyword is a folder's `/`."""
    replaced = {f"{name.replace('__', '/')}.yaml": text for name, text in changes.items()}
    for name, text in {**FILES, **replaced}.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Registry:
    return parse_registry(write(tmp_path))


def test_a_state_has_its_names_uses_and_codes(small: Registry) -> None:
    state = small.actors["aaa"]
    assert (state.kind, state.name, state.official_name) == (ActorKind.STATE, "Arcadia", "Kingdom of Arcadia")
    assert state.names == (
        Name("Arcadia"),
        Name("Kingdom of Arcadia"),
        Name("Arcadian", use=NameUse.ADJECTIVE),
        Name("Arx", use=NameUse.SEAT),
    )
    assert state.identifiers == (
        Identifier("iso3166-1-alpha-2", "AA"),
        Identifier("iso3166-1-alpha-3", "AAA"),
        Identifier("iso3166-1-numeric", "001"),
    )


def test_an_entry_beats_its_file_in_kind_and_source(small: Registry) -> None:
    assert (small.actors["league"].kind, small.actors["league"].source) == (
        ActorKind.ORGANISATION,
        "The charter",
    )
    assert small.actors["bbb"].source == "A list of states"


def test_a_template_makes_an_office_of_the_group(small: Registry) -> None:
    office = small.actors["league-foreign-ministers"]
    assert (office.kind, office.parent, office.name) == (
        ActorKind.OFFICE,
        "league",
        "Northern League Foreign Ministers",
    )
    assert office.speaks_for_members
    assert office.self_names == ("Foreign Ministers",)


def test_memberships_carry_period_note_and_verification(small: Registry) -> None:
    assert small.memberships == (
        Membership("aaa", "league", date(2001, 2, 3), None, "The charter", note="Founded at sea"),
        Membership("bbb", "league", date(2005, 1, 1), date(2010, 1, 1), "The charter", note="left"),
        Membership(
            "bbb", "league", date(2012, 1, 1), None, "The charter", is_verified=False, note="Founded at sea"
        ),
    )


def test_members_are_counted_from_the_first_day_to_the_last(small: Registry) -> None:
    assert small.list_members("league", on=date(2004, 12, 31)) == ("aaa",)
    assert small.list_members("league", on=date(2005, 1, 1)) == ("aaa", "bbb")
    assert small.list_members("league", on=date(2009, 12, 31)) == ("aaa", "bbb")
    assert small.list_members("league", on=date(2010, 1, 1)) == ("aaa",)


def test_forums_meetings_themes_and_decoys_are_read(small: Registry) -> None:
    assert small.forums["league-summits"].names == (Name("League summit"), Name("Summit", is_ambiguous=True))
    assert small.meetings["league-2030"].last_day == date(2030, 5, 2)
    assert small.themes["rivers"].lexicon == ("river*", "fresh water")
    assert small.decoys == ("Arcadia Bay",)


def test_the_digest_follows_the_bytes(tmp_path: Path) -> None:
    first = parse_registry(write(tmp_path)).digest
    assert parse_registry(write(tmp_path)).digest == first
    decoys = FILES["decoys.yaml"].replace("Bay", "Lake")
    assert parse_registry(write(tmp_path, decoys=decoys)).digest != first


def test_an_adjective_two_states_share_is_ambiguous(tmp_path: Path) -> None:
    states = FILES["actors/states.yaml"].replace("[Boreal]", "[Boreal, Arcadian]")
    registry = parse_registry(write(tmp_path, actors__states=states))
    shared = [name for actor in registry.actors.values() for name in actor.names if name.text == "Arcadian"]
    assert [name.is_ambiguous for name in shared] == [True, True]


STATES = FILES["actors/states.yaml"]
GROUPS = FILES["actors/groups.yaml"]
MEMBERS = FILES["memberships.yaml"]
MEETING = FILES["meetings/league.yaml"]
THEMES = FILES["themes.yaml"]


def another_meeting(day: str, name: str, number: int = 5) -> str:
    """A second meeting of the league's forum, as lines of its file."""
    return f"""
  league-other:
    forum: league-summits
    name: {name}
    number: {number}
    first_day: {day}
    last_day: {day}
    source: Another invitation
"""


REFUSED = {
    "an unknown key": (
        {"actors__states": STATES.replace("seats", "seat")},
        "actors/states.yaml: actors.aaa.seat",
    ),
    "a value of the wrong type": (
        {"actors__states": STATES.replace('"001"', "1")},
        "actors/states.yaml: actors.aaa.numeric",
    ),
    "an id that is no slug": (
        {"actors__states": STATES.replace("aaa:", "Aaa:")},
        "actors/states.yaml: actors.Aaa",
    ),
    "a key given twice": ({"actors__states": STATES.replace("bbb:", "aaa:")}, "'aaa' is given twice"),
    "an id given in two files": (
        {"actors__groups": GROUPS.replace("league:", "aaa:", 1)},
        "aaa: two entries have",
    ),
    "broken YAML": ({"themes": "themes: ["}, "themes.yaml: "),
    "a missing source": (
        {"actors__groups": GROUPS.replace("source: A list of groups\n", "")},
        "actors/groups.yaml: source",
    ),
    "a meeting without source": (
        {"meetings__league": MEETING.replace("    source: An invitation\n", "")},
        "meetings: league-2030: no source",
    ),
    "an unknown template": (
        {"actors__groups": GROUPS.replace("[foreign-ministers]", "[cooks]")},
        "actors/groups.yaml: actors.league.offices: there is no template 'cooks'",
    ),
    "an unknown parent": (
        {"actors__states": STATES.replace("{name: Boreal Republic", "{parent: ccc, name: Boreal Republic")},
        "actors: bbb: parent 'ccc' does not exist",
    ),
    "an unknown member": (
        {"memberships": MEMBERS.replace("[aaa]", "[ccc]")},
        "league: member 'ccc' does not exist",
    ),
    "an unknown group": (
        {"memberships": MEMBERS.replace("league:", "guild:")},
        "guild: group 'guild' does not exist",
    ),
    "an unknown forum": (
        {"meetings__league": MEETING.replace("league-summits", "fairs")},
        "forum 'fairs' does not",
    ),
    "a meeting that ends first": (
        {"meetings__league": MEETING.replace("2030-05-02", "2030-04-30")},
        "meetings: league-2030: the last day is before the first",
    ),
    "a verified fact that nobody looked up": (
        {"meetings__league": MEETING.replace("An invitation", "General knowledge")},
        "meetings: league-2030: rests on general knowledge",
    ),
    "meetings of a forum out of order": (
        {"meetings__league": MEETING + another_meeting("2029-05-01", "Council at sea")},
        "meetings: league-summits: league-other was held before league-2030",
    ),
    "meetings whose numbers go back": (
        {
            "meetings__league": MEETING
            + "    number: 4\n"
            + another_meeting("2031-05-01", "Council at sea", 3)
        },
        "meetings: league-summits: league-other follows league-2030 and has a lower number",
    ),
    "a session out of its rhythm": (
        {
            "forums": FILES["forums.yaml"].replace("}", ", rhythm: {year_zero: 2027, first_month: 9}}"),
            "meetings__league": MEETING + "    number: 3\n",
        },
        "meetings: league-2030: its number says that it began in another month",
    ),
    "a name of two meetings": (
        {"meetings__league": MEETING + another_meeting("2031-05-01", "the SUMMIT in the harbour")},
        "meetings: league-2030, league-other: share the name 'summit in harbour'",
    ),
    "a membership that ends first": (
        {"memberships": MEMBERS.replace("until: 2010-01-01", "until: 2004-01-01")},
        "memberships: league: bbb: the end is not after the start",
    ),
    "periods that overlap": (
        {"memberships": MEMBERS.replace("since: 2012-01-01", "since: 2009-01-01")},
        "memberships: league: bbb: two periods overlap",
    ),
    "a name of two actors": (
        {"actors__states": STATES.replace("Borealia", "the ARCADIA")},
        "actors: aaa, bbb: share the name 'arcadia'",
    ),
    "a name declared ambiguous that nobody shares": (
        {"actors__states": STATES.replace("names: [Borealia]", "ambiguous: [Borealia]")},
        "actors: bbb: nobody else has the name 'borealia'",
    ),
    "a name without a word": (
        {"actors__states": STATES.replace("[Borealia]", '["-"]')},
        "actors: bbb: a name without a word",
    ),
    "a lexicon phrase in capitals": (
        {"themes": THEMES.replace("river*", "River")},
        "themes: rivers: 'River'",
    ),
    "a lexicon phrase given twice": (
        {"themes": THEMES.replace("fresh water", "river*")},
        "'river*' is given twice",
    ),
    "a fiscal year of nobody": (
        {"fiscal-years": "fiscal_years: {zzz: {first_month: 4, source: A law}}"},
        "fiscal_years: zzz: actor 'zzz' does not exist",
    ),
    "a decoy that hides no name": (
        {"decoys": "decoys: [Silent Bay]"},
        "decoys: 'Silent Bay' holds no actor's name",
    ),
}


@pytest.mark.parametrize(("changes", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_refused_with_a_message_that_names_the_entry(
    tmp_path: Path, changes: dict[str, str], message: str
) -> None:
    with pytest.raises(RegistryError) as refused:
        parse_registry(write(tmp_path, **changes))
    assert message in str(refused.value)


def test_a_name_that_all_holders_declare_ambiguous_is_allowed(tmp_path: Path) -> None:
    states = STATES.replace("seats: [Arx]", "ambiguous: [Old Realm]")
    states = states.replace("names: [Borealia]", "ambiguous: [Old Realm]")
    registry = parse_registry(write(tmp_path, actors__states=states))
    assert Name("Old Realm", is_ambiguous=True) in registry.actors["bbb"].names


def test_the_check_says_what_it_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(write(tmp_path)) == 0
    printed = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert printed[:2] == [
        "actors 4 1 office, 1 organisation, 2 state; 9 names",
        "memberships 3 1 not verified, in 1 groups",
    ]


def test_the_check_fails_with_a_line_for_each_trouble(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decoys = "decoys: [Silent Bay, Quiet Sea]"
    assert main(write(tmp_path, decoys=decoys)) == 1
    assert len(capsys.readouterr().err.splitlines()) == 2
