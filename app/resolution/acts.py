"""Acts as found in the words -> acts with facts: who is meant, by when, about what. Finds no acts itself."""

from collections.abc import Sequence

from app.model import Act, ResolvedAct, Statement
from app.registry.facts import Registry
from app.resolution.deadlines import resolve_deadlines
from app.resolution.occasion import occasion_of
from app.resolution.parties import build_cast
from app.resolution.speakers import build_speaker
from app.resolution.themes import find_themes_of_acts


def resolve_acts(statement: Statement, acts: Sequence[Act], registry: Registry) -> tuple[ResolvedAct, ...]:
    """The acts of one statement, in the same order, without expressions that turn out to be no deadlines."""
    content, header = statement.text.content, statement.header
    speaker = build_speaker(header, registry)
    occasion = occasion_of(header)
    cast = build_cast(content, header, speaker)
    themes = find_themes_of_acts(statement, (act.span for act in acts), registry)
    return tuple(
        ResolvedAct(
            act=act,
            parties=cast.list_all_parties(act.mentions),
            deadlines=resolve_deadlines(act.deadlines, occasion, registry, context=content),
            themes=found,
        )
        for act, found in zip(acts, themes, strict=True)
    )
