"""Acts and their versions in words (`app.api.formats.entries`)."""

from datetime import datetime

from app.api.formats.entries import Entry
from app.api.selects import Json


def describe_act(act: Json) -> Entry:
    """The words, who said them where, whom they bind, whom they ask, and by when."""
    return Entry(
        address=f"/{act['id']}",
        title=act["quote"],
        updated=datetime.fromisoformat(act["updated_at"]),
        published=datetime.fromisoformat(act["created_at"]),
        quote=act["quote"],
        lines=[
            describe_statement_ref(act["statement"]),
            *_describe_parties(act),
            *map(describe_deadline, act["deadlines"]),
        ],
        authors=name_issuers(act["statement"]),
        categories=label_themes(act),
    )


def describe_version(version: Json) -> Entry:
    """What happened to an act, why, and what it said then."""
    act = version["after"] or version["before"] or {}
    changed = ", ".join(version["changed_fields"])
    return Entry(
        address=f"#{version['version']}",
        title=f"Version {version['version']}: {version['type']}, {version['cause']}",
        updated=version["at"],
        quote=act.get("quote"),
        lines=[f"Changed: {changed}"] if changed else [],
    )


def describe_statement_ref(statement: Json) -> str:
    """Who said it, when and where."""
    issuers = ", ".join(name_issuers(statement))
    return f"{issuers}, {statement['adopted_date'] or 'undated'}: {statement['title'] or statement['id']}"


def describe_deadline(deadline: Json) -> str:
    """The words that say when, what happens then, and the days."""
    return f"{deadline['text']} ({deadline['role'].replace('_', ' ')}): {deadline['edtf'] or 'undated'}"


def name_issuers(statement: Json) -> list[str]:
    """Who issued a statement."""
    return [issuer["name"] for issuer in statement["issuers"]]


def label_themes(act: Json) -> dict[str, str]:
    """The labels of what it is about, by id."""
    return {theme["id"]: theme["label"] for theme in act["themes"]}


def _describe_parties(act: Json) -> list[str]:
    """One line a role that somebody has."""
    named = {
        "By": act["actors"],
        "To": act.get("addressees", []),
        "For": act["beneficiaries"],
    }
    return [
        f"{role}: {', '.join(names)}"
        for role, parties in named.items()
        if (names := [party["name"] for party in parties if party["name"]])
    ]
