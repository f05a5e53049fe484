"""Deadlines and meetings as calendars, as another library reads them: strictly."""

from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest
import vobject
from icalendar import Calendar

from app.ingestion.runs import start_run
from app.store.database import Database
from app.vocabulary import Firmness
from tests.api.conftest import serving
from tests.api.world import (
    BRUSSELS,
    MADRID,
    TEXT,
    a_world_registry,
    act_of,
    resolve,
    save,
    some_acts,
    when_we_meet_in_madrid,
)
from tests.builders import a_deadline, a_statement


def read(answer: httpx.Response) -> list[Any]:
    """The events of a calendar, which has to be one, and whole."""
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert answer.text.endswith("\r\nEND:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    calendar = vobject.readOne(answer.text)
    calendar.validate(raiseException=True)
    return list(calendar.contents.get("vevent", []))


def test_an_interval_is_an_event_of_all_its_days(api: httpx.Client) -> None:
    (event,) = read(api.get("/v1/deadlines.ics", params={"meeting": MADRID}))
    (deadline,) = api.get("/v1/deadlines", params={"meeting": MADRID}).json()["results"]
    quote = "We will decide on further air defence deployments when we meet in Madrid"
    assert (event.dtstart.value, event.dtend.value) == (date(2022, 6, 28), date(2022, 7, 1))
    assert event.summary.value == f"Follow-up: {quote}"
    assert event.description.value.startswith(f"{quote}\n\nwhen we meet in Madrid (follow up): 2022-06-28/")
    assert event.url.value == f"{api.base_url}/v1/deadlines?id={deadline['id']}"
    assert api.get(event.url.value).json()["results"] == [deadline]
    updated = datetime.fromisoformat(deadline["pledge"]["updated_at"]).replace(microsecond=0)
    assert event.last_modified.value == event.dtstamp.value == updated.astimezone(UTC)
    assert event.status.value == "TENTATIVE"  # another reading is possible


def test_what_has_no_day_is_left_out_and_the_calendar_says_so(api: httpx.Client) -> None:
    answer = api.get("/v1/deadlines.ics")
    results = api.get("/v1/deadlines").json()["results"]
    starts = {event.summary.value: event.dtstart.value for event in read(answer)}
    assert len(starts) == len(results) - 1 == 3
    assert starts["Start: We will support Ukraine from May 2022"] == date(2022, 5, 1)
    assert "DESCRIPTION:What has no day is left out." in answer.text
    assert read(api.get("/v1/deadlines.ics?timeliness=undated")) == []


def test_a_calendar_without_events_is_one(api: httpx.Client) -> None:
    """It holds at least one component (RFC 5545, section 3.6)."""
    empty = api.get("/v1/deadlines.ics?timeliness=undated")
    assert read(empty) == []
    assert empty.text.count("BEGIN:VTIMEZONE") == 1
    assert Calendar.from_ical(empty.text).errors == []
    assert "VTIMEZONE" not in api.get("/v1/deadlines.ics").text


def test_calendars_of_different_questions_have_different_names(api: httpx.Client) -> None:
    whole, part = (api.get(f"/v1/deadlines.ics{query}").text for query in ("", "?actor=est&theme=climate"))
    assert "\r\nNAME:Communiqué: deadlines\r\n" in whole
    assert "\r\nX-WR-CALNAME:Communiqué: deadlines actor=est theme=climate\r\n" in part


def test_themes_are_categories(api: httpx.Client) -> None:
    (event,) = read(api.get("/v1/deadlines.ics?theme=climate"))
    assert event.categories.value == ["Climate"]
    assert (event.dtstart.value, event.dtend.value) == (date(2022, 3, 24), date(2024, 1, 1))
    assert event.status.value == "CONFIRMED"


def test_a_change_is_a_revision_of_the_same_event(changing: Database) -> None:
    weaker = act_of("We will decide on further", firmness=Firmness.WEAK)
    changed = {**some_acts(), "plg_decide": resolve(weaker, deadlines=(when_we_meet_in_madrid(),))}
    with serving(changing) as api:
        (before,) = read(api.get("/v1/deadlines.ics", params={"meeting": MADRID}))
        save(start_run(changing, a_world_registry()), BRUSSELS, a_statement(TEXT), changed)
        (after,) = read(api.get("/v1/deadlines.ics", params={"meeting": MADRID}))
    assert before.uid.value == after.uid.value
    assert (before.sequence.value, after.sequence.value) == ("1", "2")
    assert before.last_modified.value <= after.last_modified.value


def test_what_no_calendar_may_hold_is_left_out(changing: Database) -> None:
    statement = a_statement(TEXT, title="Statement\x0c of\x01 Brussels")
    dated = resolve(act_of("We will decide on further"), deadlines=(when_we_meet_in_madrid(),))
    save(start_run(changing, a_world_registry()), BRUSSELS, statement, {**some_acts(), "plg_decide": dated})
    with serving(changing) as api:
        (event,) = read(api.get("/v1/deadlines.ics", params={"meeting": MADRID}))
    assert event.description.value.endswith(": Statement of Brussels")


def test_meetings_come_as_a_calendar(api: httpx.Client) -> None:
    (event,) = read(api.get("/v1/meetings.ics", params={"id": MADRID}))
    assert (event.dtstart.value, event.dtend.value) == (date(2022, 6, 28), date(2022, 7, 1))
    assert (event.summary.value, event.location.value) == ("Madrid Summit 2022", "Madrid")


@pytest.mark.parametrize(
    ("path", "status"), [("/v1/deadlines", 200), ("/v1/meetings", 200), ("/v1/pledges", 406)]
)
def test_a_calendar_can_be_asked_for_where_days_are(api: httpx.Client, path: str, status: int) -> None:
    answer = api.get(path, headers={"Accept": "text/calendar"})
    assert (answer.status_code, answer.headers["vary"]) == (status, "Accept, Accept-Encoding")


def test_what_is_due_on_the_last_day_there_is_ends_no_calendar(changing: Database) -> None:
    due = a_deadline("by the end of 2023", within=TEXT, latest=date.max, edtf="2022-03-24/9999-12-31")
    report = resolve(act_of("Our foreign ministers"), deadlines=(due,))
    save(start_run(changing, a_world_registry()), BRUSSELS, a_statement(TEXT), {"plg_report": report})
    with serving(changing) as api:
        assert date.max in {event.dtend.value for event in read(api.get("/v1/deadlines.ics"))}
