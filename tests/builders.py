"""Values for tests, valid as they stand; whatever a test is about is given by keyword. `a_*` and `an_*`
build, nothing else.

Acts are given by their words: `an_act("we will meet", within="Today we will meet.")` finds the span.
"""

from datetime import date
from typing import Any

from app.model import (
    Act,
    Deadline,
    Document,
    Firing,
    Header,
    Issuer,
    Mention,
    Overrides,
    Party,
    Passage,
    ResolvedAct,
    Span,
    Statement,
    Text,
    ThemeMatch,
    Wording,
)
from app.registry.facts import Actor, Forum, Meeting, Membership, Name, Registry, Theme
from app.vocabulary import (
    ActKind,
    ActorKind,
    ActorRole,
    DeadlineKind,
    DeadlineRole,
    Firmness,
    PassageKind,
    Polarity,
    Precision,
    Stage,
)

CONTENT = """Joint declaration of the leaders

We will double our support to coastal regions by the end of 2030.

We call on all states to protect the rivers that they share."""

PLEDGE = "We will double our support to coastal regions by the end of 2030"
CALL = "We call on all states to protect the rivers that they share"


# --- statements ---------------------------------------------------------------------------------------------


def a_document(content: str = CONTENT, *, name: str = "declaration.txt", **overrides: Any) -> Document:
    """A plain text; further keywords are header facts stated from outside (`adopted=`, `issuers=`)."""
    return Document(name=name, content=content.encode(), overrides=Overrides(**overrides))


def a_header(**changes: Any) -> Header:
    """The header of NATO's declaration of 24 March 2022 in Brussels."""
    facts: dict[str, Any] = {
        "title": "Joint declaration of the leaders",
        "issuers": (an_issuer(),),
        "adopted": date(2022, 3, 24),
        "place": "Brussels",
        "language": "en",
    }
    return Header(**{**facts, **changes})


def an_issuer(name: str = "NATO", *, actor: str | None = "nato") -> Issuer:
    """An issuer the registry knows."""
    return Issuer(name=name, actor=actor)


def a_statement(content: str = CONTENT, **header: Any) -> Statement:
    """A statement whose passages are the blocks of `content` between blank lines; further keywords change the
    header.
    """
    return Statement(header=a_header(**header), text=Text(content), passages=some_passages(content))


def some_passages(content: str) -> tuple[Passage, ...]:
    """A paragraph a block of `content`."""
    blocks = [block for block in content.split("\n\n") if block]
    return tuple(
        Passage(ordinal=ordinal, kind=PassageKind.PARAGRAPH, span=a_span(block, within=content))
        for ordinal, block in enumerate(blocks)
    )


def a_span(quote: str, *, within: str = CONTENT) -> Span:
    """Where `quote` first stands in `within`."""
    start = within.index(quote)
    return Span(start, start + len(quote))


def a_wording(quote: str, *, within: str = CONTENT) -> Wording:
    """The words and where they first stand in `within`."""
    return Wording(text=quote, span=a_span(quote, within=within))


# --- acts ---------------------------------------------------------------------------------------------------


def an_act(quote: str = PLEDGE, *, within: str = CONTENT, **changes: Any) -> Act:
    """A strong promise of the issuers, in the words `quote` of `within`."""
    span = a_span(quote, within=within)
    passages = some_passages(within)
    facts: dict[str, Any] = {
        "kind": ActKind.PLEDGE,
        "stage": Stage.PROMISED,
        "firmness": Firmness.STRONG,
        "polarity": Polarity.POSITIVE,
        "verb": "double",
        "object": "our support to coastal regions",
        "span": span,
        "quote": quote,
        "passage": next(passage.ordinal for passage in passages if passage.span.contains(span)),
        "mentions": (Mention(role=ActorRole.PROMISOR, text="", span=None, is_issuer=True),),
        "deadlines": (),
        "quantities": (),
        "conditions": (),
        "confidence": 0.87,
        "trace": (Firing(rule="will", span=span),),
    }
    return Act(**{**facts, **changes})


def a_call(quote: str = CALL, *, within: str = CONTENT, **changes: Any) -> Act:
    """What the issuers ask of others, in the words `quote` of `within`."""
    facts: dict[str, Any] = {
        "kind": ActKind.CALL,
        "stage": None,
        "verb": "protect",
        "object": "the rivers that they share",
        "mentions": (Mention(role=ActorRole.CALLER, text="", span=None, is_issuer=True),),
    }
    return an_act(quote, within=within, **{**facts, **changes})


def a_party(actor: str | None = "nato", *, role: ActorRole = ActorRole.PROMISOR, **changes: Any) -> Party:
    """An actor's part in an act, inferred: no words name it."""
    facts: dict[str, Any] = {"text": "", "span": None, "candidates": ()}
    return Party(role=role, actor=actor, **{**facts, **changes})


def a_deadline(text: str = "by the end of 2030", *, within: str = CONTENT, **changes: Any) -> Deadline:
    """Due by the last day of 2030."""
    facts: dict[str, Any] = {
        "span": a_span(text, within=within),
        "role": DeadlineRole.DUE,
        "kind": DeadlineKind.DATE,
        "earliest": date(2022, 3, 24),
        "latest": date(2030, 12, 31),
        "precision": Precision.YEAR,
        "edtf": "2022-03-24/2030-12-31",
        "meeting": None,
        "rule": "by-end-of-year",
        "confidence": 0.95,
    }
    return Deadline(text=text, **{**facts, **changes})


def a_theme_match(
    theme: str = "climate", words: str = "coastal regions", *, within: str = CONTENT
) -> ThemeMatch:
    """The words that make an act be about a theme."""
    return ThemeMatch(theme=theme, words=(a_wording(words, within=within),))


def a_resolved_act(act: Act | None = None, **changes: Any) -> ResolvedAct:
    """An act of NATO's, without deadline or theme unless given."""
    act = act or an_act()
    role = ActorRole.CALLER if act.kind is ActKind.CALL else ActorRole.PROMISOR
    return ResolvedAct(**{"act": act, "parties": (a_party(role=role),), **changes})


# --- facts --------------------------------------------------------------------------------------------------


def an_actor(slug: str, *, kind: ActorKind = ActorKind.STATE, **changes: Any) -> Actor:
    """A state, unless told otherwise, named like its id."""
    facts: dict[str, Any] = {
        "name": slug.capitalize(),
        "names": (Name(slug),),
        "source": "https://example.org/facts",
    }
    return Actor(id=slug, kind=kind, **{**facts, **changes})


def a_membership(actor: str, group: str, *, start: date | None = None, end: date | None = None) -> Membership:
    """A membership without bounds unless given."""
    return Membership(actor=actor, group=group, start=start, end=end, source="https://example.org/facts")


def a_meeting(slug: str = "nato-summit-2022-madrid", **changes: Any) -> Meeting:
    """The NATO summit of June 2022."""
    facts: dict[str, Any] = {
        "forum": "nato-summit",
        "name": "Madrid Summit 2022",
        "place": "Madrid",
        "country": None,
        "first_day": date(2022, 6, 28),
        "last_day": date(2022, 6, 30),
        "names": (Name("Madrid Summit"),),
        "source": "https://example.org/facts",
    }
    return Meeting(id=slug, **{**facts, **changes})


def a_registry(**changes: Any) -> Registry:
    """NATO with its foreign ministers, Estonia in it since 29 March 2004, Finland since 4 April 2023, one
    meeting, one theme.
    """
    organ = an_actor("nato-foreign-ministers", kind=ActorKind.ORGAN, parent="nato", speaks_for_members=True)
    actors = (an_actor("nato", kind=ActorKind.ORGANISATION), organ, an_actor("est"), an_actor("fin"))
    memberships = (
        a_membership("est", "nato", start=date(2004, 3, 29)),
        a_membership("fin", "nato", start=date(2023, 4, 4)),
    )
    forum = Forum(
        id="nato-summit",
        actor="nato",
        name="NATO summit",
        names=(Name("Summit"),),
        source="https://example.org",
    )
    theme = Theme(
        id="climate", label="Climate", scope="Climate change.", cap=(7,), sdgs=(13,), lexicon=("climate",)
    )
    facts: dict[str, Any] = {
        "actors": {actor.id: actor for actor in actors},
        "memberships": memberships,
        "forums": {forum.id: forum},
        "meetings": {"nato-summit-2022-madrid": a_meeting()},
        "themes": {theme.id: theme},
        "digest": "0" * 64,
    }
    return Registry(**{**facts, **changes})
