"""A noun and the names in and around it -> who it is to the issuers: asks the registry, remembers nothing."""

from app.extraction.lexicon import load_lexicon
from app.extraction.noun_phrases import bodies_of, phrase_of
from app.extraction.parse import pos_of
from app.extraction.standings import Standings, SubjectKind
from app.extraction.tree import Token
from app.resolution.names import resolve_name
from app.vocabulary import ActorKind

_ISSUERS = (SubjectKind.ISSUER, SubjectKind.MEMBER)
_MEMBERS = ("members", "parties", "states")
_PANELS = ("group", "team", "panel", "committee")


def has_issuers_name(subject: Token, standings: Standings) -> bool:
    """`NATO forces`, `G20 central banks`, `Norwegian sailors`: the issuers' name before the noun."""
    before = [c for c in subject.lefts if c.text[0].isupper()]
    names = [phrase_of(c) for c in before if c.dep_ in ("compound", "nmod") and pos_of(c) == "PROPN"]
    states = (f"{phrase_of(c)} authorities" for c in before)
    is_issuer = any(standings.find(name) is SubjectKind.ISSUER for name in names[:1])
    return is_issuer or any(standings.find(state) in _ISSUERS for state in states)


def find_holder(noun: Token, standings: Standings) -> Token | None:
    """Whose of the issuers it is, by name: `Norway` of "Norway's support", "the U.S. commitment"."""
    named = (c for c in noun.lefts if c.dep_ in ("poss", "compound", "nmod"))
    return next((c for c in named if standings.find(phrase_of(c)) in _ISSUERS), None)


def is_some_of_issuers(subject: Token, standings: Standings) -> bool:
    """`participating NATO members`, `those NATO members party to X`: the first word picks some; `three
    of us`.
    """
    if any(body.lower_ == "us" for body in bodies_of(subject)):
        return True
    if _is_described(subject) and standings.find(subject.text) in _ISSUERS:
        return True
    name = next((c for c in subject.lefts if pos_of(c) == "PROPN"), None)
    if name is None or name.i == subject.left_edge.i:
        return False
    picking = name.nbor(-1)
    if picking.dep_ != "amod" and picking.lower_ not in ("those", "some", "several"):
        return False
    names = (subject.doc.text(name.i, last) for last in (subject.i, subject.i - 1) if last > name.i)
    return any(standings.find(words) is SubjectKind.ISSUER for words in names)


def _is_described(name: Token) -> bool:
    """`individual Allies`, `Allies concerned`: a name for all of them, of which some are picked; what a body
    says of its members by that word, it says to them.
    """
    lexicon, is_plural = load_lexicon(), name.tag_ in ("NNS", "NNPS")
    is_name = is_plural and name.text[0].isupper() and name.lower_ not in _MEMBERS
    is_led = lexicon.has("leading_noun", name)
    return is_name and not is_led and any(lexicon.has("picking", word) for word in name.children)


def is_issuers_without_article(subject: Token, standings: Standings) -> bool:
    """`Leaders agreed`, `Heads of Government agreed`: a title that with its article means the issuers."""
    phrase = phrase_of(subject)
    return phrase[0].isupper() and standings.find(f"the {phrase}") is SubjectKind.ISSUER


def is_panel(subject: Token) -> bool:
    """`a group of experts`, `the Group`, called into being by those who say so."""
    members = (noun for noun in bodies_of(subject) if noun.tag_ in ("NNS", "NNPS"))
    is_known = phrase_of(subject) in ("the Group", "The Group")
    is_panel = subject.lower_ in _PANELS
    return is_known or (is_panel and any(load_lexicon().has("serving_noun", noun) for noun in members))


def is_agency(subject: Token, standings: Standings) -> bool:
    """`the Ministry of Fisheries`, `the Coast Agency (CA)`, in a statement of states: of one of them."""
    if not standings.family.is_of_states(any):
        return False
    is_named = pos_of(subject) == "PROPN" and load_lexicon().has("agency_noun", subject)
    return is_named or stands_for(subject, "agency_noun", standings)


def stands_for(subject: Token, cue_class: str, standings: Standings) -> bool:
    """Whether an abbreviation stands for a name with such a noun first or last."""
    first, *others = standings.abbreviations.get(subject.text, "").lower().split(" ")
    return any(noun in load_lexicon().by_class[cue_class] for noun in (first, *others[-1:]))


def is_body(subject: Token | None, standings: Standings) -> bool:
    """Whether an outsider is an organisation that can undertake something itself ("the FAO will report"),
    not a state or a person.
    """
    is_letters = subject is not None and subject.text.isupper()
    if subject is None or not (
        is_letters or pos_of(subject) == "PROPN" or load_lexicon().has("body_noun", subject)
    ):
        return False
    kind = _kind_in_registry(subject, standings)
    if kind is not None:
        return kind is not ActorKind.STATE
    is_acronym = subject.text.isupper() and len(subject.text) > 2
    return (
        is_acronym
        or load_lexicon().has_any(("body_noun", "instrument_noun"), subject)
        or subject.lower_ in _PANELS
    )


def is_state(noun: Token | None, standings: Standings) -> bool:
    """Whether a name is a state's."""
    return noun is not None and _kind_in_registry(noun, standings) is ActorKind.STATE


def _kind_in_registry(noun: Token, standings: Standings) -> ActorKind | None:
    registry = standings.speaker.registry
    actor = resolve_name(phrase_of(noun), registry).actor
    return registry.actors[actor].kind if actor is not None else None


def is_known(subject: Token | None, standings: Standings) -> bool:
    """Whether the registry has somebody of that name, or the noun is one for people and bodies."""
    if subject is None:
        return False
    is_named = standings.find(phrase_of(subject)) is not None
    return is_named or load_lexicon().has("actor_noun", subject)
