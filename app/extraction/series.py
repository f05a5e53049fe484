"""A sentence that semicolons part into members ("We commit to train nurses; to open schools") -> the first of
them, and what governs the others.
"""

import re

from app.extraction.leadins import LONGEST_BORROWED, LeadIn
from app.extraction.lexicon import load_lexicon
from app.extraction.openings import first_word, lacks_subject, starts_with_verb, supply_subject
from app.extraction.parse import is_base_verb
from app.model import Span

_BEFORE_CONTENT = re.compile(r"\b(?:to|will|shall|must)\s+", re.I)
JOINT = re.compile(r"^(?:and |or |as well as )?(?:to )?", re.I)
_CUE_CLASSES = (
    "commissive",
    "commissive_adjective",
    "commitment_noun",
    "support_noun",
    "restating",
    "directive",
    "tasking",
)


def is_series(sentence: str) -> bool:
    """Whether semicolons part the sentence into members that each open with a verb."""
    members = _split_series(sentence)
    return bool(members) and all(map(starts_with_verb, members))


def is_finite_series(sentence: str) -> bool:
    """Whether they open with a finite verb ("Will fund the wells; intends to train the crews")."""
    members = _split_series(sentence)
    return bool(members) and all(lacks_subject(m) and not first_word(m).endswith("ing") for m in members)


def _split_series(sentence: str) -> list[str]:
    """The second and later members, without what joins them; none where there is no first one."""
    first, *later = sentence.split("; ")
    return [JOINT.sub("", member) for member in later] if first else []


def find_series(content: str, sentence: Span, label: LeadIn | None) -> tuple[Span, LeadIn] | None:
    """The first member of a series parted by semicolons, and what governs the rest ("We commit to X; to Y"),
    under the name that labels it.

    None when the sentence is no such series.
    """
    quote = sentence.quote(content)
    first = quote.split("; ")[0]
    if not is_series(quote):
        return None
    options = (
        m
        for m in _BEFORE_CONTENT.finditer(first)
        if starts_with_verb(first[m.end() : m.end() + LONGEST_BORROWED])
    )
    cue = next((m for m in options if _is_cued(first[max(0, m.end() - LONGEST_BORROWED) : m.end()])), None)
    if cue is None or not _go_on_alike(first[cue.end() :], quote.split("; ")[1:]):
        return None
    start = max(0, cue.end() - LONGEST_BORROWED)
    words = Span(sentence.start + start, sentence.start + cue.end())
    subject = "" if start else supply_subject(first)
    own = Span(sentence.start, sentence.start + len(first))
    if label is not None and subject:
        prefix = label.prefix + first[0].lower() + first[1 : cue.end()]
        return own, LeadIn(prefix=prefix, span=words, words=label.words, named=label.named)
    prefix = subject + first[start : cue.end()]
    return own, LeadIn(prefix=prefix, span=words, words=None if subject else words)


def _go_on_alike(content: str, members: list[str]) -> bool:
    """Whether the members have the form of the first content; gerunds after an infinitive are its means."""
    forms = (first_word(JOINT.sub("", words)) for words in (content, *members))
    return len({form.endswith("ing") and not is_base_verb(form) for form in forms}) == 1


def _is_cued(words: str) -> bool:
    """Whether a modal or a word of commitment or direction stands right before the content."""
    last = words.split()[-6:]
    if last[-1].lower() in ("will", "shall", "must"):
        return True
    by_class = load_lexicon().by_class
    words_and_stems = {form for word in last for form in _stems(word.lower())}
    return any(words_and_stems & by_class[cue_class].keys() for cue_class in _CUE_CLASSES)


def _stems(word: str) -> tuple[str, ...]:
    """The word, and what it may be a form of: "commits", "decided", "reaffirmed"."""
    return (word, word.removesuffix("s"), word.removesuffix("d"), word.removesuffix("ed"))
