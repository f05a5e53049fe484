"""Batches of a list -> a calendar (RFC 5545): an event of whole days for each result that has its days.

A calendar that is cut shows: its last line is missing.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from importlib.metadata import version

from icalendar import Calendar
from icalendar import Event as CalendarEvent
from starlette.requests import Request

from app.api.formats.entries import SERVICE, DescribeEvent, Event, drop_illegal, make_uuid, name_list
from app.api.formats.media import ICS
from app.api.formats.walking import Batch
from app.api.links import public_url

PRODUCT = f"-//{SERVICE}//{version('communique')}//EN"
UNDATED = "What has no day is left out."
A_DAY = timedelta(days=1)
LAST_DAY = date.max
"""Of all that can be written: nothing comes after it."""
NO_EVENT = b"""\
BEGIN:VTIMEZONE\r
TZID:UTC\r
BEGIN:STANDARD\r
DTSTART:19700101T000000\r
TZOFFSETFROM:+0000\r
TZOFFSETTO:+0000\r
END:STANDARD\r
END:VTIMEZONE\r
"""
"""What a calendar without events holds: it has to hold something (section 3.6), and this shows nowhere."""


def write_ics(batches: Iterator[Batch], describe: DescribeEvent, request: Request) -> Iterator[bytes]:
    """The calendar in UTF-8, a piece a batch."""
    path, root = request.scope["path"].removesuffix(ICS.suffix), public_url(request)
    piece, end = _write_frame(name_list(path, request.query_params.multi_items()))
    filling = NO_EVENT
    for batch in batches:
        for event in map(describe, batch.rows):
            if days := _find_days(event):
                piece += _write_event(event, days, path, root)
                filling = b""
        yield piece
        piece = b""
    yield filling + end


def _write_frame(name: str) -> tuple[bytes, bytes]:
    """How a calendar begins, and how it ends."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.calendar_name = drop_illegal(name)
    calendar.description = UNDATED
    beginning, mark, end = calendar.to_ical().partition(b"END:")
    return beginning, mark + end


def _find_days(event: Event) -> tuple[date, date] | None:
    """The first and the last; where one is not known, it is a day."""
    first, last = event.first or event.last, event.last or event.first
    return (first, last) if first and last else None


def _write_event(event: Event, days: tuple[date, date], path: str, root: str) -> bytes:
    first, last = days
    written = CalendarEvent()
    written.add("uid", str(make_uuid(path + event.address)))
    written.add("dtstamp", event.updated)
    written.add("last-modified", event.updated)
    written.add("sequence", event.version)
    written.add("dtstart", first)
    written.add("dtend", min(last, LAST_DAY - A_DAY) + A_DAY)  # the first day after it
    written.add("summary", drop_illegal(event.short_title))
    written.add("description", drop_illegal("\n\n".join([*filter(None, [event.quote]), *event.lines])))
    written.add("url", f"{root}{path}{event.address}")
    written.add("status", "CONFIRMED" if event.is_settled else "TENTATIVE")
    written.add("transp", "TRANSPARENT")  # nobody is busy because of it
    if event.categories:
        written.add("categories", list(event.categories.values()))
    if event.place:
        written.add("location", drop_illegal(event.place))
    return bytes(written.to_ical())
