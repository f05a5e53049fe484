"""What an act said, by the fields that the feed compares -> `ActFactsOut`.

What an act said are ids; the names shown with them are those of today.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from app.api.acts.history_schemas import ActFactsOut
from app.api.selects import Json
from app.store.act_parts import MEETING
from app.store.facets import Facets
from app.store.tables import ActorRow, MeetingRow, ThemeRow

Said = Mapping[str, Any]
"""Fields as `app.store.differences.describe_record` gives them."""
PARTY_FIELDS = ("actors", "addressees", "beneficiaries")


@dataclass(frozen=True, slots=True)
class Names:
    """Display names of actors, labels of themes, and `MeetingRefOut`, by id."""

    actors: Mapping[str, str]
    themes: Mapping[str, str]
    meetings: Mapping[str, Json]


def load_names(connection: Connection, said: Sequence[Said]) -> Names:
    """The names of all that is mentioned: three SQL statements."""
    actors = {row.get("actor_id") for field in PARTY_FIELDS for row in _list_rows(said, field)}
    themes = {row["theme_id"] for row in _list_rows(said, "themes")}
    meetings = {row["meeting_id"] for row in _list_rows(said, "deadlines")}
    named = select(ActorRow.id, ActorRow.name).where(ActorRow.id.in_(actors - {None}))
    labelled = select(ThemeRow.id, ThemeRow.label).where(ThemeRow.id.in_(themes))
    held = select(MeetingRow.id, MEETING.label("meeting")).where(MeetingRow.id.in_(meetings - {None}))
    return Names(
        actors={row.id: row.name for row in connection.execute(named)},
        themes={row.id: row.label for row in connection.execute(labelled)},
        meetings={row.id: row.meeting for row in connection.execute(held)},
    )


def read_facts(said: Said, facets: Facets, names: Names, *, only: Collection[str] | None) -> Json:
    """`ActFactsOut`, where fields that are not in `only` are null. `facets` tell of the statement; whom an
    act binds is kept with its actors.
    """
    shown = ActFactsOut.model_fields.keys() if only is None else only
    facts = dict.fromkeys(ActFactsOut.model_fields) | {
        name: READERS[name](said.get(name) or [], names) if name in READERS else said.get(name)
        for name in ActFactsOut.model_fields
        if name in shown
    }
    if "actors" in shown:
        facts["bound"] = _read_bound(said.get("actors") or [])
    if "statement" in shown:
        facts["statement"] = _read_statement(facets)
    return facts


def _list_rows(said: Sequence[Said], field: str) -> Iterator[Json]:
    for facts in said:
        yield from facts.get(field) or []


# --- fields -------------------------------------------------------------------------------------------------


def _read_parties(rows: Sequence[Json], names: Names) -> list[Json]:
    """Those of the rows that are parties, and not what they bind."""
    return [_read_party(row, names) for row in rows if "role" in row]


def _read_party(row: Json, names: Names) -> Json:
    text = row["name"] or None
    return {
        "id": row["actor_id"],
        "name": names.actors.get(row["actor_id"], text),
        "role": row["role"],
        "text": text,
        "start": row["start_offset"],
        "end": row["end_offset"],
        "candidates": row["candidates"],
    }


def _read_bound(rows: Sequence[Json]) -> list[Json]:
    bound = [{"id": row["actor_id"], "is_direct": row["is_direct"]} for row in rows if "is_direct" in row]
    return sorted(bound, key=lambda actor: str(actor["id"]))


def _read_themes(rows: Sequence[Json], names: Names) -> list[Json]:
    return [
        {
            "id": row["theme_id"],
            "label": names.themes.get(row["theme_id"], row["theme_id"]),
            "words": row["words"],
        }
        for row in rows
    ]


def _read_deadlines(rows: Sequence[Json], names: Names) -> list[Json]:
    plain = ("text", "role", "kind", "earliest", "latest", "edtf", "precision", "rule", "confidence")
    return [
        {
            **{name: row[name] for name in plain},
            "start": row["start_offset"],
            "end": row["end_offset"],
            "meeting": names.meetings.get(row["meeting_id"]),
            "awaited_meeting": row.get("awaited_meeting"),
            "alternatives": row["alternatives"],
        }
        for row in rows
    ]


def _read_place(evidence: Json, _: Names) -> Json:
    return {
        "text": evidence["text_id"],
        "start": evidence["start_offset"],
        "end": evidence["end_offset"],
        "passage": evidence["passage"],
    }


def _read_statement(facets: Facets) -> Json:
    return {
        "id": facets["statement"],
        "issuers": facets["issuers"],
        "forum": facets["forum"],
        "adopted_date": facets["adopted"],
    }


READERS: Mapping[str, Callable[[Any, Names], Any]] = {
    **dict.fromkeys(PARTY_FIELDS, _read_parties),
    **dict.fromkeys(("scope", "quantities", "conditions"), lambda wordings, _: wordings),
    "object": lambda words, _: words or None,
    "evidence": _read_place,
    "themes": _read_themes,
    "deadlines": _read_deadlines,
    "rules": lambda firings, _: list(dict.fromkeys(firing["rule"] for firing in firings)),
}
"""How a field is shown, where it is not shown as it is kept."""
