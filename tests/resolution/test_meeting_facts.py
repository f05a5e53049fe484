"""The meetings and forums of the registry: sourced, dated sensibly, and found by their own names."""

from itertools import groupby, pairwise

from app.registry import load_registry
from app.registry.facts import Meeting
from app.registry.folding import find_tokens
from app.resolution.meeting_clues import find_longest, index_meetings

REGISTRY = load_registry()
MEETINGS = sorted(REGISTRY.meetings.values(), key=lambda m: (m.forum, m.first_day, m.last_day))
BY_FORUM = {forum: list(rows) for forum, rows in groupby(MEETINGS, key=lambda m: m.forum)}
YEARLONG = {"un-ga-sessions"}
"""Series whose sessions last a year."""


def test_what_is_verified_names_where_and_what_is_not_says_so() -> None:
    assert all(m.is_verified == (m.source != "general knowledge") for m in MEETINGS)


def test_every_forum_has_met() -> None:
    assert BY_FORUM.keys() == REGISTRY.forums.keys()


def test_meetings_last_weeks_at_most() -> None:
    long = [m.id for m in MEETINGS if (m.last_day - m.first_day).days > 30 and m.forum not in YEARLONG]
    assert long == []


def test_numbers_of_a_series_grow_with_its_days() -> None:
    for rows in BY_FORUM.values():
        numbers = [m.number for m in rows if m.number is not None]
        assert all(earlier <= later for earlier, later in pairwise(numbers)), rows[0].forum


def test_every_meeting_is_found_by_its_names() -> None:
    index = index_meetings(REGISTRY)

    def finds(meeting: Meeting, name: str) -> bool:
        return meeting.id in find_longest(index.meetings, list(find_tokens(name)))

    assert [m.id for m in MEETINGS for name in m.names if not finds(m, name.text)] == []
