"""The words before a list ("We will:", "Decides that:", "We call on all states to take these steps:") -> what
each item needs to be a clause.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from app.extraction.lexicon import load_lexicon
from app.extraction.parse import is_base_verb
from app.model import Span

_OPEN_END = re.compile(
    r"\b(will|shall|must|should|to|for|on|that|also|therefore|and|we|hereby|not|jointly|further)\W*$", re.I
)
_MEANS_END = re.compile(r"\b(?:by|including|through|via|such as)\W*$", re.I)
_CLOSED = re.compile(
    r"\b(following|these|those|actions?|steps|measures|areas|priorities|commitments|principles|initiatives|ways|terms)\b",
    re.I,
)
_LAST_WE = re.compile(r"\bwe\b(?!.*\bwe\b).*$", re.I | re.S)
_OPENING_ADVERBS = frozenset(
    [
        "also",
        "further",
        "furthermore",
        "additionally",
        "moreover",
        "finally",
        "therefore",
        "hereby",
        "jointly",
        "again",
        "strongly",
        "once",
        "in",
        "this",
        "regard",
        "collectively",
        "actively",
        "individually",
        "mutually",
        "fully",
        "firmly",
        "urgently",
        "likewise",
        "then",
    ]
)
_OWN_CLAUSE = re.compile(
    r"^(?:\w+ly,? |in [^,]{3,60}, )?(we|they|it|this|these|he|she|there|all (?:states|countries|parties)|the \w+(?: \w+){0,3} (?:will|shall|should|must|has|have|is|are))\b",
    re.I,
)
_CAPITALS = re.compile(r"([A-Z]{2,})(?:,? [A-Z]{2,})*(?=[\s,;:]|$)")
_WORD = re.compile(r"[\w’'-]+")
_ADJUNCT = re.compile(
    r"(?:in|to|with|by|through|as|where|when|within|based|subject|consistent)\b[^,]{3,120},\s+([\w-]+)", re.I
)
_PERFORMATIVE_CLASSES = (
    "commissive",
    "restating",
    "directive",
    "announcing",
    "stance",
    "performative",
    "tasking",
)
_NOUNS_TOO = frozenset(
    [
        "support",
        "share",
        "value",
        "aim",
        "plan",
        "mean",
        "state",
        "stress",
        "request",
        "call",
        "demand",
        "need",
        "hope",
        "press",
        "stand",
        "signal",
        "challenge",
        "charge",
        "task",
        "like",
        "love",
        "fear",
        "voice",
        "will",
        "view",
        "measure",
        "purpose",
        "extend",
        "set",
        "develop",
        "highlight",
        "note",
        "respect",
        "welcome",
        "thank",
        "live",
        "know",
        "see",
        "want",
        "think",
        "feel",
        "begin",
        "launch",
    ]
)
"""Performatives that are as often nouns, or imperatives: they do not open a sentence of the issuers by
themselves.
"""
_DIRECTIVE_NOUNS = frozenset({"request", "call", "demand", "task", "charge"})
_DIRECTED = re.compile(
    r"(?:\w+ )?(?i:request|call (?:up)?on|demand|task|charge)\s+(?:the|all|its|our|those|every|[A-Z])"
)
"""Such a noun followed by somebody to direct is the verb after all."""
LONGEST_BORROWED = 400
"""Code points of a lead-in that are repeated before each item; the last words are the ones that govern."""


@dataclass(frozen=True, slots=True)
class LeadIn:
    """The clause that governs a list. `prefix` is put before an item; `span` is the lead-in sentence in the
    text.

    `words` is where the prefix stands in the text when it was taken from it verbatim, None when it was made
    up from the lead-in's meaning.
    """

    prefix: str
    span: Span
    words: Span | None


def find_lead_in(content: str, sentence: Span, *, outer: LeadIn | None) -> LeadIn | None:
    """The lead-in a sentence gives to the items after it; None when it governs nothing."""
    quote = sentence.quote(content)
    stripped = lower_opening_capitals(quote).rstrip(" :—–-,;")
    if not stripped:
        return None
    if _MEANS_END.search(stripped):
        return None  # "We will do so by:": the items are means, and stay with the act above them
    if is_open(stripped):
        return _verbatim(sentence, stripped, outer)
    if not quote.rstrip().endswith((":", "—", "–", "-")):
        return None
    return _from_meaning(sentence, stripped, outer)


def is_open(clause: str) -> bool:
    """Whether a lead-in breaks off before its content verb ("We will:", "Decides to:"): then it is no act of
    its own.
    """
    return _OPEN_END.search(clause) is not None


def _verbatim(sentence: Span, stripped: str, outer: LeadIn | None) -> LeadIn:
    """ "We will", "Decides to": the item completes the clause; of a long sentence the last clause of the
    issuers is enough.
    """
    last = _LAST_WE.search(stripped)
    start = last.start() if last else max(0, len(stripped) - LONGEST_BORROWED)
    words = Span(sentence.start + start, sentence.start + len(stripped))
    borrowed = stripped[start:] + " "
    subject = supply_subject(borrowed)
    if not last and outer is not None and subject == "":
        return LeadIn(prefix=outer.prefix + borrowed[0].lower() + borrowed[1:], span=sentence, words=None)
    return LeadIn(prefix=subject + borrowed, span=sentence, words=None if subject else words)


def _from_meaning(sentence: Span, stripped: str, outer: LeadIn | None) -> LeadIn | None:
    """ "We are taking the following measures": a clause of its own, whose cue says what an imperative item
    does.
    """
    lowered = stripped.lower()
    if outer is not None and not _CLOSED.search(stripped):
        return outer
    for cue_class, prefix in (
        ("directive", "We call on them to "),
        ("commissive_adjective", "We intend to "),
        ("commissive", "We will "),
    ):
        if any(re.search(rf"\b{re.escape(word)}", lowered) for word in load_lexicon().by_class[cue_class]):
            return LeadIn(prefix=prefix, span=sentence, words=None)
    if _CLOSED.search(stripped) and re.search(r"\bwe\b|\bour\b|\bwill\b", lowered):
        return LeadIn(prefix="We will ", span=sentence, words=None)
    return None


def compose_prefix(lead: LeadIn, item: str) -> str | None:
    """What to put before the item; None when the item is a clause of its own."""
    governs_clauses = lead.prefix.rstrip().lower().endswith(" that")
    if governs_clauses:
        return None if starts_with_verb(item) or _opens_with_third_person(item) else lead.prefix
    if _OWN_CLAUSE.match(item) or _opens_with_third_person(item):
        return None
    return lead.prefix if starts_with_verb(item) or not lead.prefix.endswith(("will ", "to ")) else None


def lower_opening_capitals(sentence: str) -> str:
    """ "WE HEREBY COMMIT TO", "EXPAND cooperation": words set in capitals for emphasis, in the case the
    parser knows them in. Same length.
    """
    run = _CAPITALS.match(sentence)
    if run is None or not (is_base_verb(run.group(1)) or run.group(1) in ("WE", "FURTHER", "ALSO", "HEREBY")):
        return sentence
    return run.group().lower() + sentence[run.end() :]


def starts_with_verb(item: str) -> bool:
    """Whether an item opens with a base form or gerund, after adverbs or a short adjunct ("as appropriate,
    promote").
    """
    opening = _first_word(item)
    if is_base_verb(opening) or opening.endswith("ing"):
        return True
    adjunct = _ADJUNCT.match(item)
    return bool(adjunct and is_base_verb(adjunct.group(1)))


def supply_subject(sentence: str) -> str:
    """ "It " or "We " for a sentence that starts with a performative and has no subject ("Decides to",
    "Commit to"); else "".
    """
    if _opens_with_third_person(sentence):
        return "It "
    word = _first_word(sentence)
    if word in _performatives() - _NOUNS_TOO or (word in _DIRECTIVE_NOUNS and _DIRECTED.match(sentence)):
        return "We "
    return ""


def _opens_with_third_person(sentence: str) -> bool:
    word = _first_word(sentence)
    base = next((base for base in _bases_of_third_person(word) if base in _performatives()), None)
    return base is not None and (base not in _NOUNS_TOO or base in _DIRECTIVE_NOUNS)


def _bases_of_third_person(word: str) -> tuple[str, ...]:
    if not word.endswith("s"):
        return ()
    return (word[:-1], word[:-2], word[:-3] + "y")


def _first_word(sentence: str) -> str:
    """The first word after opening adverbs ("Also", "Further"), lower case."""
    words = [word.lower() for word in _WORD.findall(sentence[:200])]
    return next(
        (w for w in words if w not in _OPENING_ADVERBS and not (w.endswith("ly") and w != "rely")), ""
    )


@lru_cache(maxsize=1)
def _performatives() -> frozenset[str]:
    by_class = load_lexicon().by_class
    return frozenset(word.split()[0] for cue_class in _PERFORMATIVE_CLASSES for word in by_class[cue_class])
