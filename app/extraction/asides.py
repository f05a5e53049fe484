"""A sentence whose verb stands apart from its modal ("Allies will, where possible, share plans", "call on the
rebels to fully, safely and at once leave"), whose clause from its `that`, or what is said from the verb of
saying ("reiterate, in this regard, our support") -> where the one ends and the other begins. Across such
words the parser takes the verb, `that` or what is said for something else; read right behind what they go
with, they parse.
"""

import re

from app.extraction.openings import is_finite, is_speech_verb
from app.extraction.parse import is_base_verb

_BEFORE_ASIDE = re.compile(
    r"\W?[A-Z][^,;:.]{0,160}? (?:will|shall|must|should)(?: (?:also|further|therefore|thus))?"
    r"(?=, (?:in|with|within|by|through|on|for|under|at|after|upon|before|pending|during|together|along"
    r"|jointly|as|where|when|wherever|whenever|if|once|unless|subject|consistent|inter alia)\b)"
)
_BEFORE_ADVERBS = re.compile(
    r"\W?[A-Z][^;:.]{0,300}? (?:to|will|shall|must|should)"
    r"(?= (?:\w+ly, )+(?:and )?\w+ly (?P<verb>[a-z-]+) )"
)
_NEXT = re.compile(r", (?P<verb>(?:\w+ly )?[a-z-]+)(?= )|[;:]")
_BEFORE_CLAUSE = re.compile(
    r"\W?[A-Z][^,;:.]{0,160}? that"
    r"(?=, (?:in|with|within|by|through|on|for|under|at|after|upon|before|pending|during|as|where|when|while"
    r"|if|once|unless|subject|consistent|given|following|without|notwithstanding|should|taking|bearing|having)\b)"
)
_CLAUSE = re.compile(
    r", (?P<clause>(?:the|our|their|its|all|any|each|every|no|this|these|those|such|we|they|it|[A-Z][\w’'-]*)"
    r"\b[^,;:]{0,160}? (?:will|shall|should|must|would)\b)"
)
_BEFORE_SAID = re.compile(
    r"[^;:.]{0,200}?\b(?P<verb>[A-Za-z]+)(?=, (?:in|with|within|under|on|for|as|once|again|where|inter alia"
    r"|therefore|accordingly|together|consistent|jointly)\b[^,;:]{0,100}, "
    r"(?P<said>(?:our|their|its|on|upon|for|all|every|those|to)\b))"
)
_NAME = r"(?:[Tt]he )?[A-Z][\w.’'-]*(?: (?:of (?:the )?)?[A-Z][\w.’'-]*)*"
_OPENS_ADJUNCT = re.compile(
    r"(?:In|With|Within|On|Upon|For|Through|Under|As|At|By|Without|Given|Consistent with|Mindful of"
    r"|Guided by|Based on|Alongside|Since|To|Beyond|Together with|[A-Z][a-z]+ing)\b(?! (?:we|they|it)\b)"
)
_JOINT_SUBJECT = re.compile(
    rf", (?P<subject>{_NAME} and {_NAME})"
    r" (?:(?:also|further|both|each|jointly|therefore|\w+ly) )?(?P<verb>(?!(?:is|has)\b)[a-z]+)\b"
)
_FINITE = re.compile(r"[:;]|\b(?:we|will|shall|is|are|was|were|has|have|had|must|should)\b")
_LONGEST_ADJUNCT = 500
_NO_VERBS = frozenset({"subject", "like", "close", "inter"})
_LONGEST_ASIDE = 300


def find_parted(sentence: str) -> tuple[int, int] | None:
    """Where the modal, `that` or the verb of saying ends, and where what belongs to it begins; None where
    nothing parts them.
    """
    if (that := _BEFORE_CLAUSE.match(sentence)) is not None:
        clause = _CLAUSE.search(sentence, that.end() + 2, that.end() + _LONGEST_ASIDE)
        return (that.end(), clause.start("clause")) if clause is not None else None
    return _find_parted_verb(sentence)


def _find_parted_verb(sentence: str) -> tuple[int, int] | None:
    if (adverbs := _BEFORE_ADVERBS.match(sentence)) is not None and is_base_verb(adverbs["verb"]):
        return adverbs.end(), adverbs.start("verb")
    said = _BEFORE_SAID.match(sentence)
    if said is not None and is_speech_verb(said["verb"].lower()):
        return said.end(), said.start("said")
    if (modal := _BEFORE_ASIDE.match(sentence)) is None:
        return None
    for comma in _NEXT.finditer(sentence, modal.end() + 2, modal.end() + _LONGEST_ASIDE):
        verb = (comma["verb"] or "").rpartition(" ")[2]
        if not verb or (is_base_verb(verb) and verb not in _NO_VERBS):
            return (modal.end(), comma.start("verb")) if verb else None
    return None


def find_joint_subject(sentence: str) -> int | None:
    """Where several stand by name who do what the sentence says, behind an adjunct that names others or
    things ("Mindful of the needs of the reefs, Norway and Chile will"): the parser takes them for more of
    these. None in other sentences.
    """
    opening = _OPENS_ADJUNCT.match(sentence)
    if opening is None:
        return None
    for subject in _JOINT_SUBJECT.finditer(sentence, opening.end(), _LONGEST_ADJUNCT):
        if _FINITE.search(sentence, 0, subject.start()):
            return None
        if is_finite(subject["verb"]):
            return subject.start("subject")
    return None
