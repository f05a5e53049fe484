"""A result as programs show it that know nothing of our shapes: news readers (`app.api.formats.atom`) and
calendars (`app.api.formats.calendars`).
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid5

from app.api.selects import Json

IDS = UUID("35300e96-90c7-47d8-9a5f-4f788eeef5eb")
"""The namespace of our UUIDs."""
SERVICE = "Communiqué"
LONGEST_TITLE = 120
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold; a calendar may hold no control characters either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A result in words. `address`: what to put behind the path of the list to get it, and what tells it from
    the others; `quote` and `lines`: what is to be read; `categories`: labels by id; `via`: where it was
    published.
    """

    address: str
    title: str
    updated: datetime
    published: datetime | None = None
    quote: str | None = None
    lines: Sequence[str] = ()
    authors: Sequence[str] = ()
    categories: Mapping[str, str] = field(default_factory=dict)
    via: str | None = None

    @property
    def short_title(self) -> str:
        """The title, or as much of it as a line takes."""
        if len(self.title) <= LONGEST_TITLE:
            return self.title
        return f"{self.title[: LONGEST_TITLE - 1].rstrip()}…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Entry):
    """A result that has its days, both included; without any it is in no calendar. `is_settled`: the days are
    as sure as the rest.
    """

    first: date | None
    last: date | None
    version: int
    is_settled: bool
    place: str | None = None


Describe = Callable[[Json], Entry]
"""A result of a list in its JSON shape -> its entry."""
DescribeEvent = Callable[[Json], Event]


def name_list(path: str, asked: Iterable[tuple[str, str]]) -> str:
    """What to call a list that was asked for with these parameters: so that several can be told apart."""
    return f"{SERVICE}: {' '.join([path.rpartition('/')[2], *map('='.join, asked)])}"


def make_uuid(path: str) -> UUID:
    """What names the thing at a path, at whatever address the service is."""
    return uuid5(IDS, path)


def drop_illegal(text: str) -> str:
    """The text without the characters that these formats have no way to write, such as form feeds."""
    return ILLEGAL.sub("", text)
