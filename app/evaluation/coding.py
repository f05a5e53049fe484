"""Acts as the program found them -> rows as coders write them (docs/evaluation.md); `extract` prints ours.

The vocabulary is the coders': four kinds of act, actors as slugs, `issuer` for the issuing group as itself.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.model import Act, Deadline, Party, ResolvedAct
from app.resolution.speakers import Speaker, list_bound_members
from app.vocabulary import ActKind, ActorRole, DeadlineKind, DeadlineRole, Firmness, Polarity, Stage

ISSUER = "issuer"
_MEMBERS = re.compile(
    r"(?:(?:all|the|its|our)\s+)*"
    r"(?P<members>(?:(?!of\s)\S+\s)*?(?:(?:member|participating)\s+\w+s|members|(?-i:(?:States )?Parties)))",
    re.I,
)
"""Members of a body, asked as such: for the registry they are the body, for coders their own words."""


class CodedKind(StrEnum):
    """What coders call an act: the kind and, for what we serve as a pledge, how far it has come."""

    PLEDGE = "pledge"
    MEASURE = "measure"
    REAFFIRMATION = "reaffirmation"
    CALL = "call"


KIND_OF_STAGE = {
    Stage.PROMISED: CodedKind.PLEDGE,
    Stage.UNDER_WAY: CodedKind.MEASURE,
    Stage.DONE: CodedKind.MEASURE,
    Stage.REAFFIRMED: CodedKind.REAFFIRMATION,
}


@dataclass(frozen=True, slots=True)
class CodedDeadline:
    """When an act is due. Coders name a meeting by body, place and year, the program by its id."""

    text: str
    role: DeadlineRole
    kind: DeadlineKind
    earliest: date | None
    latest: date | None
    meeting: str | None


@dataclass(frozen=True, slots=True)
class CodedAct:
    """One row, fields in the order of docs/evaluation.md. `addressees` are who is asked by a call, else who
    benefits.

    `doubt` says why another coder may see it differently; None in the program's rows. `stage` is as the API
    serves it: None for a call, and where coders did not label it.
    """

    id: str
    kind: CodedKind
    polarity: Polarity
    firmness: Firmness
    actor_text: str
    actors: tuple[str, ...]
    addressees: tuple[str, ...]
    deadlines: tuple[CodedDeadline, ...]
    quantities: tuple[str, ...]
    conditions: tuple[str, ...]
    doubt: str | None
    text: str
    verb: str
    stage: Stage | None = None


def code_act(resolved: ResolvedAct, speaker: Speaker, *, act_id: str) -> CodedAct:
    """The row of one act of a statement of that speaker."""
    act = resolved.act
    own_roles = (ActorRole.PROMISOR, ActorRole.CALLER)
    other_role = ActorRole.ADDRESSEE if act.kind is ActKind.CALL else ActorRole.BENEFICIARY
    return CodedAct(
        id=act_id,
        kind=CodedKind.CALL if act.stage is None else KIND_OF_STAGE[act.stage],
        polarity=act.polarity,
        firmness=act.firmness,
        actor_text=", ".join(
            _distinct(mention.text for mention in act.mentions if mention.role in own_roles)
        ),
        actors=_name_actors(resolved, own_roles, speaker),
        addressees=_name_actors(resolved, (other_role,), speaker),
        deadlines=tuple(_code_deadline(deadline) for deadline in resolved.deadlines),
        quantities=tuple(wording.text for wording in act.quantities),
        conditions=tuple(wording.text for wording in act.conditions),
        doubt=None,
        text=" ".join(act.quote.split()),
        verb=act.verb,
        stage=act.stage,
    )


def _code_deadline(deadline: Deadline) -> CodedDeadline:
    return CodedDeadline(
        text=deadline.text,
        role=deadline.role,
        kind=deadline.kind,
        earliest=deadline.earliest,
        latest=deadline.latest,
        meeting=deadline.meeting,
    )


def _name_actors(resolved: ResolvedAct, roles: Sequence[ActorRole], speaker: Speaker) -> tuple[str, ...]:
    """Slugs of the parties in those roles; the issuers together are `issuer`, whatever they are called."""
    names = _distinct(
        ISSUER if _is_issuer(party, resolved.act) else _name_party(party)
        for party in resolved.parties
        if party.role in roles
    )
    together = {*speaker.groups, *(body for body in speaker.issuers if _is_all_issuers(body, speaker))}
    if speaker.issuers and set(speaker.issuers) <= set(names):
        together.update(speaker.issuers)
    return _distinct(ISSUER if name in together else name for name in names)


def _name_party(party: Party) -> str:
    """Its id, or the slug of its words."""
    members = _MEMBERS.fullmatch(party.text) if party.role is ActorRole.ADDRESSEE else None
    return _slug(members["members"]) if members else party.actor or _slug(party.text)


def _is_all_issuers(body: str, speaker: Speaker) -> bool:
    """Whether the other issuers, if any, are its members: a statement of a group that lists who took part."""
    members = list_bound_members(body, speaker.registry, on=speaker.on)
    return {*speaker.issuers} <= {body, *members}


def _is_issuer(party: Party, act: Act) -> bool:
    return any(
        mention.is_issuer and mention.role is party.role and mention.span == party.span
        for mention in act.mentions
    )


def _slug(phrase: str) -> str:
    return re.sub(r"\W+", "-", phrase.lower()).strip("-")


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in dict.fromkeys(words) if word)
