"""An act with its statement -> its facets: all that pledges are filtered by, in one JSON object.

The feed keeps them with each change, so that it can tell what enters and what leaves a filter
(`app.api.acts.filters`).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from app.store.declarations import Row
from app.store.tables import ActActorRow, ActBindingRow, ActThemeRow, DeadlineRow, StatementIssuerRow
from app.vocabulary import DUE_ROLES, ActorRole

Facets = Mapping[str, Any]
Values = Mapping[str, Any]
Parts = Mapping[type[Row], Sequence[Values]]


class Dimension(StrEnum):
    """Frozen. What acts are counted by: who is bound, what they are about, who issued them at which series of
    meetings, how far they have come, how strongly they bind, the year of adoption, and the first year in
    which something is due or followed up.
    """

    ACTOR = "actor"
    THEME = "theme"
    ISSUER = "issuer"
    FORUM = "forum"
    STAGE = "stage"
    FIRMNESS = "firmness"
    ADOPTED_YEAR = "adopted_year"
    DUE_YEAR = "due_year"


OF_THE_STATEMENT = ("issuers", "forum", "adopted")
"""Facets that are facts of the statement; the others repeat what the act says itself."""


def build_facets(act: Values, parts: Parts, *, statement: Values, statement_parts: Parts) -> Facets:
    """The facets of an act, given as rows; days are written YYYY-MM-DD, lists are sorted."""
    bindings = parts.get(ActBindingRow, ())
    issuers = statement_parts.get(StatementIssuerRow, ())
    return {
        "statement": act["statement_id"],
        "issuers": _sorted(issuer["actor_id"] for issuer in issuers),
        "forum": statement["forum_id"],
        "adopted": _write_day(statement["adopted_date"]),
        "actors": _sorted(binding["actor_id"] for binding in bindings),
        "direct_actors": _sorted(binding["actor_id"] for binding in bindings if binding["is_direct"]),
        "beneficiaries": _list_parties(parts, ActorRole.BENEFICIARY),
        "addressees": _list_parties(parts, ActorRole.ADDRESSEE),
        "themes": _sorted(theme["theme_id"] for theme in parts.get(ActThemeRow, ())),
        "stage": act["stage"],
        "firmness": act["firmness"],
        "polarity": act["polarity"],
        "confidence": act["confidence"],
        "deadlines": _list_deadlines(parts.get(DeadlineRow, ())),
    }


def list_values(facets: Facets) -> Mapping[Dimension, Sequence[str | None]]:
    """What an act counts as, in each dimension: its values, each once, or None where it has none."""
    days = [deadline["latest"] for deadline in facets["deadlines"] if deadline["role"] in DUE_ROLES]
    return {
        Dimension.ACTOR: facets["actors"] or [None],
        Dimension.THEME: facets["themes"] or [None],
        Dimension.ISSUER: facets["issuers"] or [None],
        Dimension.FORUM: [facets["forum"]],
        Dimension.STAGE: [facets["stage"]],
        Dimension.FIRMNESS: [facets["firmness"]],
        Dimension.ADOPTED_YEAR: [_read_year(facets["adopted"])],
        Dimension.DUE_YEAR: [_read_year(min(filter(None, days), default=None))],
    }


def _list_parties(parts: Parts, role: ActorRole) -> list[str]:
    return _sorted(party["actor_id"] for party in parts.get(ActActorRow, ()) if party["role"] == role)


def _list_deadlines(rows: Sequence[Values]) -> list[Values]:
    deadlines = [
        {
            "role": row["role"],
            "kind": row["kind"],
            "earliest": _write_day(row.get("earliest")),
            "latest": _write_day(row.get("latest")),
            "meeting": row.get("meeting_id"),
        }
        for row in rows
    ]
    return sorted(deadlines, key=lambda deadline: [value or "" for value in deadline.values()])


def _sorted(ids: Iterable[str | None]) -> list[str]:
    """Each once; what the registry does not know has no id."""
    return sorted({id_ for id_ in ids if id_})


def _write_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _read_year(day: str | None) -> str | None:
    return day and str(int(day[:4]))
