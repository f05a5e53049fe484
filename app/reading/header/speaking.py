"""The first sentences of a statement -> the words that say who speaks. Grammar only: whom the words name, the
registry knows.

"We, the leaders of A and B, met", "The Council of X," above its verbs, "The members of the X Initiative (A, B
and C) met", "At the invitation of A, B visited". Who is spoken of ("met with the President of D", "aggression
against E") stands outside these words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.reading.blocks import Block

_SPOKEN = (
    "adopt affirm agree announce call commend commit condemn confirm declare decide deplore discuss "
    "emphasise emphasize endorse express intend issue launch note pledge reaffirm re-affirm recall recognise "
    "recognize reiterate resolve share stress underline underscore urge welcome"
)
_PERFORM = rf"(?:{'|'.join(_SPOKEN.split())})(?:s|es|d|ed|ted)?"
_GATHER = (
    r"met|meet|meeting|convened?|convening|gather(?:ed|ing)?|assembled?|held|hold|visited|(?:was|were)\sheld|"
    r"concluded|c[ao]me\stogether|having\s(?:met|gathered|convened)|took\splace"
)
# What may follow "We, the leaders," besides: the phrase ends there as well.
_GO_ON = (
    "have has had are will do hereby stand remain join joined support believe represent representing "
    "consider acknowledge pay begin take come look today"
)
_VERB = re.compile(rf"(?<![\w-])(?:{_GATHER}|{_PERFORM})(?![\w-])")
_VERB_OF_US = re.compile(rf"(?<![\w-])(?:{_GATHER}|{_PERFORM}|{'|'.join(_GO_ON.split())})(?![\w-])")

_WE = re.compile(
    r"\b(?:we|WE|We)\b\s*(?:,|[–—-])?\s*"
    r"(?=the\s|representatives|leaders|heads|ministers|prime|president|members|[A-Z])"
)
_ADVERBIAL = re.compile(
    r"(?:today|yesterday|this\s(?:week|month|year)|earlier|on\s[^,]{3,40}|at\s(?:a|the|our|their)\s[^,]{3,80}|"
    r"in\s[^,]{3,40}),?\s+",
    re.I,
)
_INVITATION = re.compile(r"at\sthe\s(?:kind\s)?invitation\sof\s", re.I)
_OFFICES = (
    r"(?:leaders?|heads?|presidents?|prime\sministers?|(?:\w+\s)?ministers?|chancellors?|representatives?|"
    r"governments?|delegations?|secretar(?:y|ies)|members?|member\sstates|king|emir|sultan|chairs?)"
)
_LAST_SUBJECT = re.compile(rf"(?:^|,\s+|\band\s)(?=(?:the\s)(?:\w+\s)?{_OFFICES}\b)", re.I)
_SUBJECT_START = re.compile(
    rf"(?:the\s|these\s|all\s)?(?:[\w’'+-]+\s){{0,4}}?(?:{_OFFICES}|parties|states|countries|council|committee|"
    r"assembly|conference|summit|meeting|session|union|group|commission|board|ministerial)\b",
    re.I,
)
_SPEAKER_LINE = re.compile(r"The\s[A-Z].*?,?$", re.S)
_LINE_VERB = re.compile(
    rf"(?:(?:Also|Further|Having|Deeply|Fully)\s)?(?:[A-Z][a-z]+ing\b|(?i:{_PERFORM}|takes?|invites?|requests?)\b)"
)
_LONGEST_LINE, _LONGEST_PHRASE = 60, 1500
_OCCASION = re.compile(
    r"(?:for|at|on\sthe\s(?:occasion|margins)\sof|during)\s(?:the|our|their)\s([^,;.]{3,120}?(?:Summit|Meeting|Conference|Council)\b)"
)


@dataclass(frozen=True, slots=True)
class SpeakerPhrase:
    """Words that say who speaks. `host` are the words for who invited them, `occasion` for the meeting they
    came to; both may be empty.
    """

    text: str
    host: str = ""
    occasion: str = ""


def find_speaker_phrases(opening: Sequence[Block], body: Sequence[Block]) -> Iterator[SpeakerPhrase]:
    """Every phrase of the opening that may say it, the surest kind first. `body` are its first paragraphs."""
    for line, following in pairwise(opening):
        if _is_speaker_line(line.text, following.text):
            yield SpeakerPhrase(line.text.rstrip(","))
    for block in opening:
        yield from _find_our_words(block.text)
    for block in body[:2]:
        yield from _find_subject(block.text)


def _is_speaker_line(text: str, following: str) -> bool:
    is_line = (
        len(text.split()) <= _LONGEST_LINE
        and _SPEAKER_LINE.match(text)
        and not text.endswith((".", ";", ":"))
    )
    return bool(is_line and _LINE_VERB.match(following))


def _find_our_words(text: str) -> Iterator[SpeakerPhrase]:
    """ "We, the leaders of A and B" up to the verb."""
    for we in _WE.finditer(text[:_LONGEST_PHRASE]):
        verb = _VERB_OF_US.search(text, we.end() + 1)
        if verb and verb.start() - we.end() < _LONGEST_PHRASE:
            yield SpeakerPhrase(
                _trim(text[we.end() : verb.start()]), occasion=_find_occasion(text[verb.end() :])
            )


def _find_subject(text: str) -> Iterator[SpeakerPhrase]:
    """The subject of the first sentence, when it speaks or meets; after "At the invitation of A," the one
    that is not A.
    """
    invitation = _INVITATION.match(text)
    adverbial = invitation or _ADVERBIAL.match(text)
    start = adverbial.end() if adverbial else 0
    verb = _VERB.search(text, start + 1)
    if not verb or verb.start() > _LONGEST_PHRASE:
        return
    subject, host = text[start : verb.start()], ""
    if invitation:
        parts = list(_LAST_SUBJECT.finditer(subject))
        cut = parts[-1].end() if parts else len(subject)
        host, subject = subject[:cut], subject[cut:]
        host = host if verb.group() == "visited" else ""
    occasion = _find_occasion(text[verb.end() :])
    if _SUBJECT_START.match(subject) or occasion or _is_named(subject):
        yield SpeakerPhrase(_trim(subject), host=_trim(host), occasion=occasion)


def _is_named(subject: str) -> bool:
    """Whether the subject starts with a proper name."""
    return bool(re.match(r"(?:The\s|the\s)?(?:[A-Z][\w.&+/-]*|\d+\s)", subject))


def _find_occasion(rest: str) -> str:
    found = _OCCASION.search(rest[:300])
    return found.group(1) if found else ""


def _trim(words: str) -> str:
    return words.strip(" ,–—-")
