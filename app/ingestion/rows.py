"""Turns a statement that was read, and its resolved acts, into the records that are saved. Knows the tables'
columns, no database.

Parts without an order of their own (parties, deadlines, themes, bound actors) are sorted, so that the same
facts are the same record whatever order they were found in.
"""

from collections.abc import Iterable, Mapping

from app.ingestion.identity import name_deadlines
from app.model import Alternative, Deadline, Firing, Party, ResolvedAct, Span, Statement, ThemeMatch, Wording
from app.registry.facts import Meeting
from app.store.objects import Record, Values
from app.store.orders import NO_DATE_FIRST, NO_DATE_LAST
from app.store.tables import (
    ActActorRow,
    ActBindingRow,
    ActThemeRow,
    DeadlineRow,
    PassageRow,
    StatementIssuerRow,
)
from app.vocabulary import ActorRole, Status

CONFIDENCE_DIGITS = 4


# --- statements ---------------------------------------------------------------------------------------------


def build_statement(
    statement: Statement, statement_id: str, *, meeting: Meeting | None, source_id: str
) -> Record:
    """A statement with its issuers and passages; its text is a row of its own, addressed by its content."""
    header = statement.header
    values = {
        "id": statement_id,
        "title": header.title,
        "adopted_date": header.adopted,
        "adopted_order": header.adopted or NO_DATE_FIRST,
        "place": header.place,
        "number": header.number,
        "url": header.url,
        "language": header.language,
        "forum_id": meeting.forum if meeting else None,
        "meeting_id": meeting.id if meeting else None,
        "text_id": statement.text.id,
        "doubts": [{"code": doubt.code, "message": doubt.message} for doubt in statement.doubts],
        "status": Status.ACTIVE,
    }
    parts = {
        StatementIssuerRow: _list_issuers(statement, statement_id),
        PassageRow: _list_passages(statement, statement_id),
    }
    return Record(values, parts, notes={"source_id": source_id})


def build_text(statement: Statement, *, reader_version: str) -> Values:
    """The row of a statement's text."""
    text = statement.text
    cuts = [{"at": cut.at, "rule": cut.rule, "removed": cut.removed} for cut in text.cuts]
    return {
        "id": text.id,
        "content": text.content,
        "length": len(text.content),
        "cuts": cuts,
        "reader_version": reader_version,
    }


def _list_issuers(statement: Statement, statement_id: str) -> list[Values]:
    return [
        {"statement_id": statement_id, "ordinal": ordinal, "actor_id": issuer.actor, "name": issuer.name}
        for ordinal, issuer in enumerate(statement.header.issuers)
    ]


def _list_passages(statement: Statement, statement_id: str) -> list[Values]:
    return [
        {
            "statement_id": statement_id,
            "ordinal": passage.ordinal,
            "kind": passage.kind,
            "number": passage.number,
            "level": passage.level,
            **_offsets(passage.span),
            "is_truncated": passage.is_truncated,
        }
        for passage in statement.passages
    ]


# --- acts ---------------------------------------------------------------------------------------------------


def build_act(
    resolved: ResolvedAct, act_id: str, *, statement: Record, bindings: Mapping[str, bool]
) -> Record:
    """An act with its parties, deadlines, themes and the actors it binds; `statement` is its statement's
    record.
    """
    act = resolved.act
    values = {
        "id": act_id,
        "statement_id": statement.id,
        "text_id": statement.values["text_id"],
        "passage": act.passage,
        "kind": act.kind,
        "stage": act.stage,
        "firmness": act.firmness,
        "polarity": act.polarity,
        "verb": act.verb,
        "object": act.object,
        **_offsets(act.span),
        "quote": act.quote,
        "scope": list_wordings(act.scope),
        "quantities": list_wordings(act.quantities),
        "conditions": list_wordings(act.conditions),
        "trace": [_list_firing(firing) for firing in act.trace],
        "confidence": round(act.confidence, CONFIDENCE_DIGITS),
        "adopted_order": statement.values["adopted_order"],
        "status": Status.ACTIVE,
    }
    parts = {
        ActActorRow: list_parties(resolved.parties, act_id),
        ActBindingRow: list_bindings(bindings, act_id),
        DeadlineRow: list_deadlines(resolved.deadlines, act_id),
        ActThemeRow: list_themes(resolved.themes, act_id),
    }
    return Record(values, parts, statement=statement)


def _list_firing(firing: Firing) -> Values:
    supplied = {"supplied": firing.supplied} if firing.supplied else {}
    return {"rule": firing.rule, **_json_offsets(firing.span), **supplied}


def list_parties(parties: Iterable[Party], act_id: str) -> list[Values]:
    """The rows of an act's parties, by role and in the order of the text."""
    ordered = sorted(
        parties, key=lambda party: (party.role, _place(party.span), party.text, party.actor or "")
    )
    return [
        {
            "act_id": act_id,
            "ordinal": ordinal,
            "role": party.role,
            "actor_id": party.actor,
            "name": party.text,
            **_offsets(party.span),
            "candidates": sorted(party.candidates),
        }
        for ordinal, party in enumerate(ordered)
    ]


def list_bindings(bindings: Mapping[str, bool], act_id: str) -> list[Values]:
    """A row for each actor an act binds."""
    return [
        {"act_id": act_id, "actor_id": actor, "is_direct": is_direct}
        for actor, is_direct in sorted(bindings.items())
    ]


def list_deadlines(deadlines: Iterable[Deadline], act_id: str) -> list[Values]:
    """The rows of an act's deadlines, in the order of the text."""
    ordered = sorted(deadlines, key=lambda deadline: (deadline.span, deadline.role, deadline.rule))
    return [
        {
            "id": deadline_id,
            "act_id": act_id,
            "ordinal": ordinal,
            "text": deadline.text,
            **_offsets(deadline.span),
            "role": deadline.role,
            "kind": deadline.kind,
            "earliest": deadline.earliest,
            "latest": deadline.latest,
            "latest_order": deadline.latest or NO_DATE_LAST,
            "edtf": deadline.edtf,
            "precision": deadline.precision,
            "meeting_id": deadline.meeting,
            "awaited_meeting": deadline.awaited_meeting,
            "rule": deadline.rule,
            "confidence": round(deadline.confidence, CONFIDENCE_DIGITS),
            "alternatives": [_write_alternative(alternative) for alternative in deadline.alternatives],
        }
        for ordinal, (deadline_id, deadline) in enumerate(
            zip(name_deadlines(act_id, ordered), ordered, strict=True)
        )
    ]


def list_themes(themes: Iterable[ThemeMatch], act_id: str) -> list[Values]:
    """A row for each theme of an act."""
    return [
        {"act_id": act_id, "theme_id": match.theme, "words": list_wordings(match.words)}
        for match in sorted(themes, key=lambda match: match.theme)
    ]


def _write_alternative(alternative: Alternative) -> Values:
    return {
        "earliest": alternative.earliest,
        "latest": alternative.latest,
        "meeting": alternative.meeting,
        "reason": alternative.reason,
    }


def list_wordings(wordings: Iterable[Wording]) -> list[Values]:
    """Words with their offsets, in the order of the text, as a column of JSON holds them."""
    ordered = sorted(wordings, key=lambda wording: wording.span)
    return [{"text": wording.text, **_json_offsets(wording.span)} for wording in ordered]


def read_parties(rows: Iterable[Values]) -> list[Party]:
    """The parties that rows were made of."""
    return [
        Party(
            role=ActorRole(row["role"]),
            text=row["name"],
            span=None if row["start_offset"] is None else Span(row["start_offset"], row["end_offset"]),
            actor=row["actor_id"],
            candidates=tuple(row["candidates"]),
        )
        for row in rows
    ]


def _place(span: Span | None) -> tuple[int, int]:
    return (span.start, span.end) if span else (-1, -1)


def _offsets(span: Span | None) -> Values:
    return {"start_offset": span.start if span else None, "end_offset": span.end if span else None}


def _json_offsets(span: Span | None) -> Values:
    return {"start": span.start if span else None, "end": span.end if span else None}
