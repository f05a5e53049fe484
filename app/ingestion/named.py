"""The parties of a stored act -> the mentions they were resolved from, so that they can be resolved anew.

Stored are the parts of a joint phrase, each with its words; what joins them is read from the text again.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from app.model import Mention, Party, Span
from app.resolution.coordination import JOINT
from app.resolution.parties import Cast

BETWEEN = re.compile(rf"(?:{JOINT.pattern})+", JOINT.flags)


def list_mentions(
    parties: Sequence[Party], cast: Cast, *, issuers: Sequence[str | None]
) -> tuple[Mention, ...]:
    """The mentions of an act's parties, in their order. `issuers`: the actors of its statement as stored."""
    named = [
        _read_mention(list(same), cast, issuers=issuers)
        for _, same in groupby(parties, key=lambda party: (party.role, party.span, party.text))
    ]
    return tuple(_join(named, cast.content))


def _read_mention(same: Sequence[Party], cast: Cast, *, issuers: Sequence[str | None]) -> Mention:
    """The mention of parties that share their words: the issuers, where they are all of these."""
    first = same[0]
    is_all = {party.actor for party in same} == ({*issuers} or {None})
    is_told = any(issuers) or not first.text or cast.speaker.is_issuer_phrase(first.text)
    is_issuer = is_all and is_told
    return Mention(first.role, first.text, first.span, is_issuer)


def _join(mentions: Sequence[Mention], content: str) -> Iterator[Mention]:
    """The mentions, those of others than the issuers that only a conjunction parts made one again."""
    joined: list[Mention] = []
    for mention in mentions:
        whole = _merge(joined[-1], mention, content) if joined else None
        joined = [*joined[:-1], whole] if whole else [*joined, mention]
    return iter(joined)


def _merge(left: Mention, right: Mention, content: str) -> Mention | None:
    """Both in one phrase; None where they are none."""
    if left.span is None or right.span is None or left.is_issuer or right.is_issuer:
        return None
    if left.role is not right.role or not BETWEEN.fullmatch(content, left.span.end, right.span.start):
        return None
    span = Span(left.span.start, right.span.end)
    return Mention(left.role, span.quote(content), span, is_issuer=False)
