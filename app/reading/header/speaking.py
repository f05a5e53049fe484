"""The first sentences of a statement -> the words that say who speaks. Grammar only: whom the words name, the
registry knows.

"We, the leaders of A and B, met", "The Council of X," above its verbs, "The members of the X Initiative (A, B
and C) met", "At the invitation of A, B visited", "Issued by the ministers of A". Who is spoken of ("met with
the President of D", "aggression against E") stands outside these words.
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
PERFORM = rf"(?:{'|'.join(_SPOKEN.split())})(?:s|es|d|ed|ted)?"
"""A verb that communiqués speak with, in any form; a pattern without groups."""

_MEET = (
    r"met|meet|meeting(?!\s(?:of|between)\b)|convened?|convening|gather(?:ed|ing)?|assembled?|held|hold|(?:was|were)\sheld|concluded|"
    r"c[ao]me\stogether|having\s(?:met|gathered|convened)|took\splace"
)
_VISIT = r"visited|is\svisiting|paid\s[^,.]{0,40}visit\sto|hosted(?!\sby)|received"
# What may follow "We, the leaders," besides: the phrase ends there as well.
_GO_ON = (
    "have has had are will do hereby stand remain join joined support believe represent representing "
    "consider acknowledge pay begin take come look today present set put wish seek sign envision share work"
)
_STAND = (
    r"(?:are|is|stands?)\s(?:\w+ly\s)?(?:committed|determined|resolved|together|united)|looks?\s(?:back|forward)|"
    r"(?:have|has)\s(?:reached|decided)|signed|"
    r"(?<=,\s)(?:desiring|wishing|seeking|recogni[sz]ing|recalling|considering|acknowledging|reaffirming|mindful)"
)
_VERB = re.compile(rf"(?<![\w-])(?:{_MEET}|{_VISIT}|{_STAND}|{PERFORM})(?![\w-])")
_VERB_OF_US = re.compile(rf"(?<![\w-])(?:{_MEET}|{PERFORM}|{'|'.join(_GO_ON.split())})(?![\w-])")
_VISITED = re.compile(rf"(?:{_VISIT})$")
_VISITED_WHOM = re.compile(r"\s*(.{3,160}?)(?=\s(?:(?<!inister\s)for|on|from|in|at|to|where)\s|[.;]|$)")

_OFFICES = (
    r"(?:leaders?|heads?|presidents?|prime\sministers?|(?:\w+\s)?ministers?|chancellors?|representatives?|"
    r"governments?|delegations?|secretar(?:y|ies)|members?|member\sstates|king|emir|sultan|chairs?)"
)
_OFFICE = re.compile(rf"\b{_OFFICES}\b", re.I)
_BODIES = (
    r"(?:parties|states|countries|council|committee|assembly|conference|summit|meeting|session|union|group|"
    r"commission|board|ministerial)"
)
_WE = re.compile(
    r"\b(?:we|We|WE)\b(?:\sare)?\s*(?:,|[–—-])?\s*"
    r"(?=the\s|representatives|leaders|heads|ministers|prime|president|members|[A-Z])"
)
_ADVERBIAL = re.compile(
    r"""(?: (?:under|with|following|after|during|upon|building|recalling|to|for|
            as\s(?!leaders|heads|ministers))\s[^,.]{3,160}(?=,)
          | today | yesterday | earlier | this\s(?:week|month|year)
          | on\s[^,]{3,40}(?:,\s\d{4}(?=\s))? | in\s[^,]{3,40} | at\s(?:a|the|our|their)\s[^,]{3,80}
        ),?\s+""",
    re.I | re.X,
)
_INVITATION = re.compile(
    r"(?:at|(?:up)?on|in\sresponse\sto)\sthe\s(?:\w+\s){0,2}invitation\s(?:of|(?:extended|made)\sby)\s", re.I
)
# Who stood by is no speaker: the rest of the phrase is theirs.
_BYSTANDERS = re.compile(
    r",?\s(?:(?:as\s)?(?:witnessed|facilitated|mediated|brokered|hosted|assisted|supported)\sby\s|"
    r"in\sthe\spresence\sof\s|(?:under|with|through)\sthe\s(?:auspices|mediation|facilitation|good\soffices|support)\sof\s)"
)
_LAST_SUBJECT = re.compile(rf"(?:^|,\s+|\band\s)(?=(?:the\s)(?:\w+\s)?(?:{_OFFICES}|{_BODIES})\b)", re.I)
_SUBJECT = re.compile(
    rf"(?:the\s|these\s|all\s|our\s)?(?:[\w’'+-]+\s){{0,4}}?(?:{_OFFICES}|{_BODIES})\b"
    r"|(?-i:(?:The\s|the\s)?(?:[A-Z][\w.&+/-]*|\d+\s))",
    re.I,
)
_SENTENCE_END = re.compile(r"(?:[a-z]{3}|\d|\))[.!?]\s+[A-Z]")
_NO_SUBJECT = re.compile(
    r"(?:(?:published|issued|adopted|signed|released|approved|done|submitted)\b|we\s)", re.I
)
"""How a block opens that has no name for its subject: a participle, or `We will`."""
_ISSUED_BY = re.compile(
    r"\b(?:issued|adopted|released|agreed|signed|published)\sby\s(.{3,200}?)(?=\sat\s|\son\s|,\s\d|[.;]|$)",
    re.I,
)
_LINE_VERB = re.compile(
    rf"(?:(?:Also|Further|Having|Deeply|Fully)\s)?(?:[A-Z][a-z]+ing\b|(?i:{PERFORM}|takes?|invites?|requests?)\b)"
)
_THIRD_PERSON = re.compile(r"(?:(?:Also|Further)\s)?(?:[A-Z][a-z]{2,}s|[A-Z]{3,}S)\b")
_CHAPEAU = re.compile(rf"(The\s[A-Z][^,.;:]{{2,120}}?),?\s(?:hereby\s)?{PERFORM}\b[^.;:]*:$")
"""A line that says who decides what is listed below: "The Council of Ports decides as follows:"."""

_OCCASION = re.compile(
    r"\b(?:for|at|on\sthe\s(?:occasion|margins)\sof|during)\s(?:the|our|their)\s"
    r"(?=[^,;.]*\b(?:summit|meeting|conference|session|council)\b)([^,;.]{3,160})",
    re.I,
)
_LONGEST_LINE_WORDS, _LONGEST_PHRASE, _OCCASION_REACH = 60, 1500, 300


@dataclass(frozen=True, slots=True)
class SpeakerPhrase:
    """Words that say who speaks. `other_side` are the words for who invited or was visited, `occasion` for
    the meeting they came to; both may be empty. `is_told`: the sentence may as well tell of somebody else.
    """

    text: str
    other_side: str = ""
    occasion: str = ""
    is_told: bool = False


def find_speaker_phrases(opening: Sequence[Block], body: Sequence[Block]) -> Iterator[SpeakerPhrase]:
    """Every phrase of the opening that may say it, the surest kind first. `body` are its first paragraphs."""
    for line, following in pairwise(opening):
        if _is_speaker_line(line.text, following.text):
            yield SpeakerPhrase(line.text.rstrip(","))
    for block in opening:
        yield from _find_our_words(block.text)
    for block in body[:2]:
        yield from _find_subject(block.text)
    for block in opening:
        if chapeau := _CHAPEAU.match(block.text):
            yield SpeakerPhrase(chapeau[1], is_told=True)
    for block in opening:
        yield from (SpeakerPhrase(found.group(1)) for found in _ISSUED_BY.finditer(block.text))


def _is_speaker_line(text: str, following: str) -> bool:
    """Whether `text` is "The Council", and its verbs follow; any will do behind a comma."""
    is_short = len(text.split()) <= _LONGEST_LINE_WORDS and not text.endswith((".", ";", ":"))
    is_verb = _LINE_VERB.match(following) or (text.endswith(",") and _THIRD_PERSON.match(following))
    return is_short and bool(re.match(r"T(?:he|HE)\s[A-Z]", text) and is_verb)


def _find_our_words(text: str) -> Iterator[SpeakerPhrase]:
    """What stands between "We," and the verb."""
    for we in _WE.finditer(text[:_LONGEST_PHRASE]):
        verb = _VERB_OF_US.search(text, we.end() + 1, we.end() + _LONGEST_PHRASE)
        if verb:
            words = text[we.end() : verb.start()]
            yield SpeakerPhrase(_trim(words), occasion=_find_occasion(text[verb.start() :]))


def _find_subject(text: str) -> Iterator[SpeakerPhrase]:
    """The subject of the first sentence, when it speaks, meets or visits. Who invited and who was visited is
    the other side.
    """
    invitation = _INVITATION.match(text)
    adverbial = invitation or _ADVERBIAL.match(text)
    start = adverbial.end() if adverbial else 0
    verb = _VERB.search(text, start + 1, start + _LONGEST_PHRASE)
    if not verb or _SENTENCE_END.search(text, start, verb.start()) or _NO_SUBJECT.match(text, start):
        return
    subject, other_side = text[start : verb.start()], ""
    if invitation:
        parts = sorted(
            _LAST_SUBJECT.finditer(subject), key=lambda part: (part.group().startswith(","), part.end())
        )
        cut = parts[-1].end() if parts else len(subject)
        subject, other_side = subject[cut:], subject[:cut]
    occasion = _find_occasion(text[verb.start() :])
    if not _VISITED.match(verb.group()):
        other_side = other_side if _name_office(other_side) == _name_office(subject) else ""
    elif visited := _VISITED_WHOM.match(text, verb.end()):
        other_side = f"{other_side}, {visited.group(1)}"
    if _SUBJECT.match(subject) or occasion:
        yield SpeakerPhrase(_trim(subject), _trim(other_side), occasion, is_told=True)


def _name_office(words: str) -> str:
    """The first office in `words`: a host of the same one as the guests sits with them at the table."""
    office = _OFFICE.search(words)
    return office.group().lower() if office else ""


def _find_occasion(rest: str) -> str:
    found = _OCCASION.search(rest[:_OCCASION_REACH])
    return found.group(1) if found else ""


def _trim(words: str) -> str:
    return _BYSTANDERS.split(words, maxsplit=1)[0].strip(" ,–—-")
