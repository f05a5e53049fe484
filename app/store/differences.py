"""What a record says, and what is stored of it, by the names clients know -> the fields that differ.

Both sides take one canonical form first, so that neither the order of parts nor the type a database gives to
a value is a difference.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from app.store.copies import COPIES
from app.store.declarations import Row, Versioned
from app.store.facets import OF_THE_STATEMENT, Facets
from app.store.feed import ServedType
from app.store.objects import Record, Values, canonise
from app.store.tables import (
    ActActorRow,
    ActBindingRow,
    ActorIdentifierRow,
    ActorNameRow,
    ActorRow,
    ActRow,
    ActThemeRow,
    DeadlineRow,
    MeetingNameRow,
    MeetingRow,
    MembershipRow,
    PassageRow,
    StatementIssuerRow,
    StatementRow,
)
from app.vocabulary import ActorRole

UNSAID = {"id", "source_id", "ordinal", "adopted_order", "latest_order", *Versioned.__annotations__}
"""Columns that keep the books, or repeat what others say in the same row."""
FIELDS: Mapping[ServedType, Mapping[str, str]] = {
    ActRow: {
        **dict.fromkeys(("text_id", "passage", "start_offset", "end_offset"), "evidence"),
        "statement_id": "statement",
        "trace": "rules",
    },
    StatementRow: {"forum_id": "forum", "meeting_id": "meeting", "text_id": "text"},
    ActorRow: {"parent_id": "parent"},
    MeetingRow: {"forum_id": "forum"},
}
"""What clients call a column, where that is another word."""
PART_FIELDS: Mapping[type[Row], str] = {
    ActBindingRow: "actors",
    ActThemeRow: "themes",
    DeadlineRow: "deadlines",
    StatementIssuerRow: "issuers",
    PassageRow: "passages",
    ActorNameRow: "names",
    ActorIdentifierRow: "identifiers",
    MembershipRow: "memberships",
    MeetingNameRow: "names",
}
"""What clients call the parts of an object that a table holds."""
PARTY_FIELDS = {
    ActorRole.PROMISOR: "actors",
    ActorRole.CALLER: "actors",
    ActorRole.ADDRESSEE: "addressees",
    ActorRole.BENEFICIARY: "beneficiaries",
}


def find_differences(
    row_type: ServedType, record: Record, stored: Record, *, facets: Facets | None
) -> Values:
    """What is stored in the fields that differ, by public name: a value, several by column, or a list of
    parts; None where a field was not there. `facets` are the stored act's; parts that the record does not
    speak of are not compared.
    """
    said = describe_record(row_type, record, record.facets)
    parts = {part_type: stored.parts.get(part_type, ()) for part_type in record.parts}
    was = describe_record(row_type, Record(stored.values, parts), facets)
    names = dict.fromkeys((*said, *was))
    return {name: was.get(name) for name in names if canonise(said.get(name)) != canonise(was.get(name))}


def describe_record(row_type: ServedType, record: Record, facets: Facets | None) -> Values:
    """All that a record says, by public name, as `find_differences` compares it."""
    columns: dict[str, Values] = defaultdict(dict)
    for column in _list_columns(row_type):
        if column not in UNSAID:
            columns[FIELDS[row_type].get(column, column)][column] = record.values.get(column)
    if facets:
        columns["statement"] |= {name: facets[name] for name in OF_THE_STATEMENT}
    fields = {name: few if len(few) > 1 else next(iter(few.values())) for name, few in columns.items()}
    lists: dict[str, list[Values]] = defaultdict(list)
    for part_type, rows in record.parts.items():
        for row in _in_order(part_type, rows):
            lists[_name_part(part_type, row)].append(_strip(row, f"{row_type.__tablename__}_id"))
    return {**fields, **lists}


def _in_order(part_type: type[Row], rows: Sequence[Values]) -> list[Values]:
    """Rows with every column of their table, in the order they have, else in that of their canonical form."""
    whole = [{column: row.get(column) for column in _list_columns(part_type)} for row in rows]
    return sorted(whole, key=lambda row: (row.get("ordinal", 0), canonise(row)))


def _list_columns(row_type: type[Row]) -> list[str]:
    """Those that are no copies; names as plain strings: the table's own are of a kind that JSON refuses."""
    copies = COPIES.get(row_type, ())
    return [str(column.name) for column in row_type.__table__.columns if column.name not in copies]


def _name_part(part_type: type[Row], row: Values) -> str:
    return PARTY_FIELDS[row["role"]] if part_type is ActActorRow else PART_FIELDS[part_type]


def _strip(row: Values, owner: str) -> Values:
    return {name: value for name, value in row.items() if name not in UNSAID and name != owner}
