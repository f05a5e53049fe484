"""Rows as they are inserted, valid as they stand; whatever a test is about is given by keyword."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert

from app.store.feed import Change, ServedType, Stamp, telling
from app.store.tables import ActorRow, MeetingRow, StatementRow
from app.vocabulary import ChangeType
from tests.builders import CONTENT, PLEDGE, a_span

RUN_ID = "run_test"
STATEMENT_ID = "nato-2022-03-24-brussels"
TEXT_ID = sha256(CONTENT.encode()).hexdigest()
NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
DIGEST = "0" * 64

Values = dict[str, Any]


def insert_told(connection: Connection, row_type: ServedType, rows: Sequence[Values]) -> None:
    """Insert rows of a served table, each told in the feed as created."""
    with telling(connection, Stamp(RUN_ID, NOON)) as writing:
        connection.execute(insert(row_type), list(rows))
        kinds = {StatementRow: "statement", ActorRow: "actor", MeetingRow: "meeting"}
        created = [
            Change(kinds.get(row_type) or row["kind"], row["id"], row["version"], ChangeType.CREATED)
            for row in rows
        ]
        writing.note(row_type, created)


def a_run_row(**changes: Any) -> Values:
    """A run that is going on."""
    row = {
        "id": RUN_ID,
        "state": "running",
        "started_at": NOON,
        "finished_at": None,
        "versions": {},
        "tally": {},
    }
    return {**row, **changes}


def a_text_row(content: str = CONTENT) -> Values:
    """A text without cuts."""
    digest = sha256(content.encode()).hexdigest()
    return {"id": digest, "content": content, "length": len(content), "cuts": [], "reader_version": "test"}


def a_source_row(**changes: Any) -> Values:
    """The document that the statement below was read from."""
    return {"id": DIGEST, "bytes_digest": DIGEST, "name": "declaration.txt", **changes}


def a_statement_row(**changes: Any) -> Values:
    """NATO's statement of 24 March 2022."""
    row = {
        "id": STATEMENT_ID,
        "title": "Joint declaration of the leaders",
        "adopted_date": date(2022, 3, 24),
        "adopted_order": date(2022, 3, 24),
        "place": "Brussels",
        "text_id": TEXT_ID,
        "doubts": [],
        "source_id": DIGEST,
        "content_digest": DIGEST,
        "status": "active",
        "run_id": RUN_ID,
        "version": 1,
        "created_at": NOON,
        "updated_at": NOON,
    }
    return {**row, **changes}


def an_act_row(**changes: Any) -> Values:
    """A promise of the statement above."""
    span = a_span(PLEDGE)
    row = {
        "id": "plg_aaaaaaaaaaaa",
        "statement_id": STATEMENT_ID,
        "text_id": TEXT_ID,
        "passage": 1,
        "kind": "pledge",
        "stage": "promised",
        "firmness": "strong",
        "polarity": "positive",
        "verb": "double",
        "object": "our support to coastal regions",
        "start_offset": span.start,
        "end_offset": span.end,
        "quote": PLEDGE,
        "scope": [],
        "quantities": [],
        "conditions": [],
        "trace": [],
        "confidence": 0.87,
        "adopted_order": date(2022, 3, 24),
        "due_order": date(2030, 12, 31),
        "status": "active",
        "content_digest": DIGEST,
        "run_id": RUN_ID,
        "version": 1,
        "created_at": NOON,
        "updated_at": NOON,
    }
    return {**row, **changes}


def an_actor_row(**changes: Any) -> Values:
    """NATO."""
    row = {
        "id": "nato",
        "kind": "organisation",
        "name": "NATO",
        "speaks_for_members": False,
        "source": "",
        "content_digest": DIGEST,
        "status": "active",
        "run_id": RUN_ID,
        "version": 1,
        "created_at": NOON,
        "updated_at": NOON,
    }
    return {**row, **changes}


def a_passage_row(**changes: Any) -> Values:
    """The first paragraph of the statement above."""
    row = {
        "statement_id": STATEMENT_ID,
        "ordinal": 0,
        "kind": "paragraph",
        "level": 0,
        "start_offset": 0,
        "end_offset": 10,
        "is_truncated": False,
    }
    return {**row, **changes}


def a_deadline_row(**changes: Any) -> Values:
    """When the promise above is due."""
    span = a_span("by the end of 2030")
    row = {
        "id": "ddl_aaaaaaaaaaaa",
        "act_id": "plg_aaaaaaaaaaaa",
        "ordinal": 0,
        "text": "by the end of 2030",
        "start_offset": span.start,
        "end_offset": span.end,
        "role": "due",
        "kind": "date",
        "earliest": date(2022, 3, 24),
        "latest": date(2030, 12, 31),
        "latest_order": date(2030, 12, 31),
        "act_kind": "pledge",
        "precision": "year",
        "rule": "by-end-of-year",
        "confidence": 0.95,
        "alternatives": [],
    }
    return {**row, **changes}
