"""A finding -> who is named in it: who is bound, who calls on whom, who benefits. Resolved to actors later,
by the registry.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from app.extraction.findings import Finding
from app.extraction.grammar import object_of, prepositional_object
from app.extraction.lexicon import load_lexicon
from app.extraction.segments import Segment
from app.extraction.subjects import is_actor, phrase_of
from app.model import Mention, Span
from app.resolution.speakers import Speaker
from app.vocabulary import ActKind, ActorRole


def find_mentions(segment: Segment, finding: Finding, speaker: Speaker) -> Iterator[Mention]:
    """The mentions of an act: for a call the caller and who is asked, for a pledge who is bound and who
    benefits.
    """
    licence = finding.licence
    subject = finding.clause.subject
    if licence.kind is ActKind.CALL:
        yield _mention(
            segment, subject if licence.addressee is not subject else None, ActorRole.CALLER, speaker
        )
        if licence.addressee is not None:
            yield _mention(segment, licence.addressee, ActorRole.ADDRESSEE, speaker)
        return
    yield _mention(
        segment, licence.actor if licence.actor is not None else subject, ActorRole.PROMISOR, speaker
    )
    beneficiary = _beneficiary_of(finding.content)
    if beneficiary is not None:
        yield _mention(segment, beneficiary, ActorRole.BENEFICIARY, speaker)


def _beneficiary_of(verb: Token) -> Token | None:
    """Whom the act is for: the object of `assist`, whom one `provides to`, whom `support for` is for."""
    lexicon = load_lexicon()
    target = object_of(verb)
    found = None
    if lexicon.has("helping_verb", verb):
        found = target
    if target is not None and (found is None or lexicon.has("help_noun", target)):
        is_given = lexicon.has("giving_verb", verb) or lexicon.has("help_noun", target)
        given = prepositional_object(target, "to", "for") or prepositional_object(verb, "to")
        found = given if is_given and given is not None else found
    return found if found is not None and is_actor(found) else None


def _mention(segment: Segment, noun: Token | None, role: ActorRole, speaker: Speaker) -> Mention:
    """The words for an actor. Nobody named, or a thing as subject of a passive, means the issuers by
    inference.
    """
    is_inferred = role in (ActorRole.PROMISOR, ActorRole.CALLER) and (
        noun is None or not _names_somebody(noun, speaker)
    )
    if noun is None or is_inferred:
        return Mention(role=role, text="", span=None, is_issuer=True)
    phrase = phrase_of(noun)
    is_issuer = speaker.is_issuer_phrase(phrase)
    start = segment.locate(noun.left_edge.idx)
    last = segment.locate(noun.left_edge.idx + len(phrase) - 1)
    if start is None or last is None:
        return Mention(role=role, text="" if is_issuer else phrase, span=None, is_issuer=is_issuer)
    return Mention(role=role, text=phrase, span=Span(start, last + 1), is_issuer=is_issuer)


def _names_somebody(noun: Token, speaker: Speaker) -> bool:
    """Whether the noun names an actor, rather than a thing done ("these steps will be supported")."""
    if speaker.is_issuer_phrase(phrase_of(noun)) or speaker.find_own(phrase_of(noun)):
        return True
    lexicon = load_lexicon()
    return is_actor(noun) or any(
        lexicon.has(c, noun) for c in ("body_noun", "instrument_noun", "own_organ_noun")
    )
