"""The versions of an act from the store. Of each change only what was before is kept; what was after is what
the next change found, and in the end what stands.

A page costs a fixed number of SQL statements, whatever its size.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from app.api.acts.facts import Names, Said, load_names, read_facts
from app.api.paging import Listing, Page, PageQuery, Term, fetch_page
from app.api.selects import AnyRow, Json, fetch_one
from app.store.correction_tables import CorrectionRow
from app.store.differences import describe_record
from app.store.feed_tables import ChangeRow
from app.store.stored import load_records
from app.store.tables import ActRow
from app.vocabulary import ActKind

NEWEST_FIRST = (Term("version", ChangeRow.version, is_descending=True),)


@dataclass(frozen=True, slots=True)
class Version:
    """A change, and all that the act said before and after it."""

    change: AnyRow
    before: Said
    after: Said


def list_versions(
    connection: Connection, kind: ActKind, act_id: str, query: PageQuery
) -> tuple[Page, list[Json]]:
    """One page of the versions of an act, withdrawn or not, the newest first. Raises NotFound."""
    fetch_one(
        connection, select(ActRow.id).where(ActRow.kind == kind, ActRow.id == act_id), kind=kind, id=act_id
    )
    is_its_own = (ChangeRow.kind == kind) & (ChangeRow.object_id == act_id)
    changes = select(ChangeRow.__table__).where(is_its_own)
    page = fetch_page(connection, Listing(f"versions of {act_id}", changes, NEWEST_FIRST), query)
    versions = list(_trace_back(connection, act_id, page.rows))
    known_from = connection.scalar(select(func.min(ChangeRow.version)).where(is_its_own))
    names = load_names(connection, [said for version in versions for said in (version.before, version.after)])
    decided = _list_corrections(connection, act_id, [row.run_id for row in page.rows])
    return page, [
        {
            **_read_version(version, names),
            "corrections": decided[version.change.run_id],
            "known_from": known_from,
        }
        for version in versions
    ]


def _trace_back(connection: Connection, act_id: str, changes: Sequence[AnyRow]) -> Iterator[Version]:
    """The versions that `changes` made, which follow on each other, the newest first."""
    (stored,) = load_records(connection, ActRow, [act_id])
    said: Said = describe_record(ActRow, stored, None)
    newest = changes[0]
    later = select(ChangeRow.was).where(
        ChangeRow.kind == newest.kind, ChangeRow.object_id == act_id, ChangeRow.version > newest.version
    )
    for was in connection.scalars(later.order_by(ChangeRow.version.desc())):
        said = {**said, **was}
    for change in changes:
        before = {**said, **change.was}
        yield Version(change, before=before, after=said)
        said = before


def _list_corrections(connection: Connection, act_id: str, runs: Sequence[str]) -> dict[str, list[Json]]:
    """`CorrectionOut` by the run that wrote it, in the order of the decisions."""
    made = select(CorrectionRow.__table__).where(
        CorrectionRow.act_id == act_id, CorrectionRow.run_id.in_(runs)
    )
    found: dict[str, list[Json]] = defaultdict(list)
    for row in connection.execute(made.order_by(CorrectionRow.number)):
        shown = {name: getattr(row, name) for name in ("id", "decision", "author", "reason")}
        found[row.run_id].append({**shown, "fields": sorted(row.fields)})
    return found


def _read_version(version: Version, names: Names) -> Json:
    """What `ActVersionOut` tells of the change itself, whose facets are None where the act was not served."""
    change = version.change
    is_update = change.before is not None and change.after is not None
    only = change.changed_fields if is_update else None
    return {
        "version": change.version,
        "seq": change.seq,
        "at": change.at,
        "type": change.type,
        "cause": change.cause,
        "run": change.run_id,
        "changed_fields": change.changed_fields,
        "replaced_by": change.replaced_by,
        "before": read_facts(version.before, change.before, names, only=only) if change.before else None,
        "after": read_facts(version.after, change.after, names, only=only) if change.after else None,
    }
