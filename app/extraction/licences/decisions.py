"""Decisions told by a noun: `agreement was reached to V`, `the Council took the decision to V`."""

from app.extraction.complements import Complement, complement_of, counted
from app.extraction.findings import Licence
from app.extraction.grammar import agent_of, is_passive, object_of, prepositional_object, subject_of
from app.extraction.lexicon import load_lexicon
from app.extraction.licences.scene import FUTURE, PERFECT, Scene
from app.extraction.tree import Token
from app.vocabulary import Firmness

_BEING = ("are", "is", "were", "was")
_TOLD = (*PERFECT, "was", "were", "been", "is", "are")


def decision_reached(scene: Scene) -> Licence | None:
    """What was agreed or decided, by the issuers or by nobody named, is theirs to do."""
    lexicon, head = load_lexicon(), scene.head
    noun = decision_told_by(head)
    rule = lexicon.find("reached_noun", noun) if noun is not None else None
    is_told = not scene.clause.auxiliaries or scene.clause.aux(*_TOLD) is not None
    if noun is None or rule is None or not is_told or scene.clause.aux(*FUTURE):
        return None
    if agent_of(head) is not None or not (is_passive(head) or scene.binds):
        return None
    made = prepositional_object(noun, "on", "to") or prepositional_object(head, "on", "to")
    is_made = made is not None and any(lexicon.has("creation_noun", n) for n in (made, counted(made)))
    verb = _what_is_decided(noun, head)
    if verb is None and not is_made:
        return None
    return scene.pledge(rule.id, Complement(verb, Firmness.STRONG) if verb else _whole(head))


def decision_told_by(verb: Token) -> Token | None:
    """`agreement` of "agreement was reached", "gave an undertaking", "are in agreement"."""
    lexicon = load_lexicon()
    if lexicon.has("reaching", verb):
        noun = subject_of(verb) if is_passive(verb) else object_of(verb)
    else:
        noun = prepositional_object(verb, "in") if verb.lower_ in _BEING else None
    return noun if noun is not None and lexicon.has("reached_noun", noun) else None


def _what_is_decided(noun: Token, head: Token) -> Token | None:
    decided = complement_of(noun, Firmness.STRONG).first_verb
    return decided or complement_of(head, Firmness.STRONG).first_verb


def _whole(head: Token) -> Complement:
    return Complement(head, Firmness.STRONG, is_nominal=True)
