"""A finding -> who is named in it: who is bound, who calls on whom, who benefits. Resolved to actors later,
by the registry.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.extraction.findings import Finding
from app.extraction.grammar import agent_of, is_passive, object_of, prepositional_object, subject_of
from app.extraction.lexicon import load_lexicon
from app.extraction.noun_phrases import antecedent_of, bodies_of, is_actor, phrase_of
from app.extraction.parse import lemma_of, pos_of
from app.extraction.segments import Segment
from app.extraction.tree import Token
from app.model import Act, Mention, Span
from app.vocabulary import ActKind, ActorRole


def find_mentions(content: str, segment: Segment, finding: Finding) -> Iterator[Mention]:
    """The mentions of an act: for a call the caller and who is asked, for a pledge who is bound and who
    benefits.
    """
    licence = finding.licence
    subject = _antecedent(finding) or finding.clause.subject
    if licence.kind is ActKind.CALL:
        caller = None if licence.addressee == subject else subject
        yield _mention(
            content, segment, caller, ActorRole.CALLER, is_issuer=caller is None or finding.is_by_issuers
        )
        if licence.addressee is not None:
            yield _mention(content, segment, licence.addressee, ActorRole.ADDRESSEE, is_issuer=False)
        return
    if licence.actor is not None:
        yield _mention(content, segment, licence.actor, ActorRole.PROMISOR, is_issuer=False)
    elif (body := _body_that_decides(finding)) is not None:
        yield _mention(content, segment, body, ActorRole.PROMISOR, is_issuer=False)
    elif _is_undergone(finding):
        yield _mention(content, segment, None, ActorRole.PROMISOR, is_issuer=True)
    else:
        yield _mention(content, segment, subject, ActorRole.PROMISOR, is_issuer=finding.is_by_issuers)
    beneficiary = _beneficiary_of(finding.content)
    if beneficiary is not None:
        yield _mention(content, segment, beneficiary, ActorRole.BENEFICIARY, is_issuer=False)


def _antecedent(finding: Finding) -> Token | None:
    """Who says of themselves what they will do ("Norway confirmed that it will"), or of whom a relative
    clause says it.
    """
    subject, overlay = finding.clause.subject, finding.clause.overlay
    if subject is not None and (antecedent := antecedent_of(subject)) is not None:
        return antecedent
    is_pronoun = subject is not None and subject.lower_ in ("it", "they", "he", "she")
    return subject_of(overlay.matrix) if overlay is not None and is_pronoun else None


def name_those_asked(acts: Iterable[Act]) -> Iterator[Act]:
    """The acts of a text, with who was asked before in the same passage for a pronoun ("requests the Panel to
    V, and requests it to W").
    """
    asked, passage = None, None
    for act in acts:
        asked = asked if act.passage == passage else None
        mentions = tuple(_named(m, asked) if _is_asked(m, act) else m for m in act.mentions)
        asked = next((mention for mention in mentions if _is_asked(mention, act)), asked)
        passage = act.passage
        yield replace(act, mentions=mentions)


def _named(mention: Mention, asked: Mention | None) -> Mention:
    is_pronoun = mention.text.lower() in ("it", "them")
    return replace(mention, text=asked.text, span=asked.span) if is_pronoun and asked is not None else mention


def _is_asked(mention: Mention, act: Act) -> bool:
    is_tasked = mention.role is ActorRole.PROMISOR and any(f.rule == "pledge.tasked" for f in act.trace)
    return bool(mention.text) and not mention.is_issuer and (is_tasked or mention.role is ActorRole.ADDRESSEE)


def _body_that_decides(finding: Finding) -> Token | None:
    """`Decisions of the Board will be taken by consensus`: whose they are, takes them."""
    subject = finding.clause.subject
    is_taken = subject is not None and lemma_of(finding.content) in ("take", "make", "adopt")
    if subject is None or not is_taken or subject.lower_ not in ("decision", "decisions"):
        return None
    return next((body for body in bodies_of(subject) if load_lexicon().has("body_noun", body)), None)


def _is_undergone(finding: Finding) -> bool:
    """`Norway will be invited`, `the fund is hereby opened`: what is done to the subject, the issuers do
    (tie-break 6).
    """
    head, licence = finding.clause.head, finding.licence
    is_done = licence.content in (head, *head.rights) and not licence.is_nominal
    is_undergone = is_passive(head) or (licence.content.dep_ == "acomp" and licence.content.tag_ == "VBN")
    return is_done and is_undergone and agent_of(head) is None and not finding.is_by_issuers


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


def _mention(
    content: str, segment: Segment, noun: Token | None, role: ActorRole, *, is_issuer: bool
) -> Mention:
    """The words for an actor. Nobody named, or a thing as subject of a passive, means the issuers, or who the
    label names.
    """
    is_person = noun is not None and (is_actor(noun) or pos_of(noun) == "PRON")
    is_unnamed = noun is None or noun.dep_ == "expl" or (is_issuer and not is_person)
    label = segment.lead.named if segment.lead is not None else None
    if label is not None and (noun is None or is_unnamed or noun.idx < len(segment.prefix)):
        return Mention(role=role, text=label.quote(content), span=label, is_issuer=False)
    if noun is None or is_unnamed:
        return Mention(role=role, text="", span=None, is_issuer=True)
    phrase = phrase_of(noun)
    start = segment.locate(noun.left_edge.idx)
    last = segment.locate(noun.left_edge.idx + len(phrase) - 1)
    if start is None or last is None:
        return Mention(role=role, text="" if is_issuer else phrase, span=None, is_issuer=is_issuer)
    span = Span(start, last + 1)
    return Mention(role=role, text=span.quote(content), span=span, is_issuer=is_issuer)
