"""The words of an act -> its figures with their noun, as written (`40,000 troops`, `at least $5.2 billion`).
Years, dates, durations and references are none.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from app.extraction.segments import Segment
from app.model import Span, Wording

_APPROXIMATION = frozenset(
    [
        "about",
        "approximately",
        "around",
        "over",
        "nearly",
        "almost",
        "roughly",
        "some",
        "least",
        "than",
        "more",
        "less",
        "up",
        "to",
        "at",
        "most",
        "exceeding",
    ]
)
_CURRENCIES = frozenset(
    [
        "$",
        "€",
        "£",
        "¥",
        "usd",
        "eur",
        "gbp",
        "jpy",
        "us",
        "us$",
        "euro",
        "euros",
        "dollar",
        "dollars",
        "pounds",
        "yen",
        "cad",
        "aud",
    ]
)
_SCALES = frozenset(
    [
        "hundred",
        "thousand",
        "million",
        "billion",
        "trillion",
        "hundreds",
        "thousands",
        "millions",
        "billions",
        "trillions",
        "dozens",
        "dozen",
    ]
)
_REFERENCES = frozenset(
    [
        "article",
        "articles",
        "paragraph",
        "paragraphs",
        "decision",
        "decisions",
        "resolution",
        "resolutions",
        "annex",
        "chapter",
        "section",
        "rule",
        "rules",
        "protocol",
        "agenda",
        "goal",
        "sdg",
        "unscr",
        "unscrs",
        "no",
        "number",
        "cop",
        "cma",
        "cmp",
        "phase",
        "part",
        "option",
        "table",
        "page",
        "line",
        "item",
        "sars-cov-",
        "covid-",
    ]
)
_TIME_UNITS = frozenset(
    [
        "year",
        "years",
        "month",
        "months",
        "week",
        "weeks",
        "day",
        "days",
        "hour",
        "hours",
        "decade",
        "decades",
        "century",
        "quarter",
        "quarters",
        "anniversary",
    ]
)
_GROUP_NOUNS = frozenset(
    [
        "countries",
        "leaders",
        "sides",
        "members",
        "parties",
        "nations",
        "states",
        "governments",
        "presidents",
        "ministers",
        "participants",
        "of",
        "allies",
    ]
)
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
    ]
)
_YEAR = re.compile(r"^(?:19|20)\d\d(?:s|[-–]\d+)?$")
_NO_FIGURE = re.compile(r"^(?:one|1|zero|\d+[a-z]+|.*(?:first|second|third|\dth|[a-z]th|tieth))$")
_UNITS = frozenset(["%", "percent", "per", "cent", "°c"])
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "VBG", "VBN", "HYPH", "SYM"})


def find_quantities(segment: Segment, doc: Doc, span: Span) -> tuple[Wording, ...]:
    """The quantities whose words lie within `span` of the statement's text, in order."""
    return tuple(w for w in _located(segment, doc) if span.contains(w.span))


def _located(segment: Segment, doc: Doc) -> Iterator[Wording]:
    for first, last in _ranges(doc):
        start, end = segment.locate(doc[first].idx), segment.locate(doc[last].idx + len(doc[last]) - 1)
        if start is not None and end is not None and start <= end:
            yield Wording(doc.text[doc[first].idx : doc[last].idx + len(doc[last])], Span(start, end + 1))


def _ranges(doc: Doc) -> Iterator[tuple[int, int]]:
    taken = -1
    for token in doc:
        if token.i <= taken or not _is_figure(token) or _is_reference(token):
            continue
        last = _last_of(token)
        if last is not None:
            yield _first_of(token), last
            taken = last


def _is_figure(token: Token) -> bool:
    if (
        not (token.tag_ == "CD" or token.lower_ in _SCALES)
        or _YEAR.match(token.text)
        or _NO_FIGURE.match(token.lower_)
    ):
        return False
    return not (token.i + 1 < len(token.doc) and token.nbor().text == "-")


def _is_reference(token: Token) -> bool:
    """A number that names something: an article, a resolution, a day of a month, a part of a compound name."""
    doc = token.doc
    before = doc[token.i - 1].lower_ if token.i else ""
    after = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    if (
        before in _REFERENCES
        or before in _MONTHS
        or after in _MONTHS
        or (before in ("(", "/") and after in (")", "/"))
    ):
        return True
    return token.head.pos_ == "PROPN" and token.head.i < token.i and before not in _CURRENCIES


def _last_of(token: Token) -> int | None:
    """The end of the figure's noun phrase; None for durations and the issuers' own number ("our four
    countries").
    """
    doc = token.doc
    index = token.i
    while index + 1 < len(doc) and (
        doc[index + 1].tag_ == "CD" or doc[index + 1].lower_ in _SCALES | _CURRENCIES | _UNITS
    ):
        index += 1
    has_measure = index > token.i or doc[token.i - 1].lower_ in _CURRENCIES or token.text.endswith(("%", "C"))
    if (
        index + 1 < len(doc)
        and doc[index + 1].lower_ == "of"
        and (token.lower_ in _SCALES or doc[index].lower_ in _UNITS)
    ):
        index += 1
    end = _noun_end(doc, index)
    if end is None:
        return index if has_measure and doc[index].lower_ != "of" else None
    noun = doc[end].lower_
    if (
        noun in _TIME_UNITS
        or doc[index + 1].lower_ in _TIME_UNITS
        or (noun in _GROUP_NOUNS and not _is_counted(token))
    ):
        return None
    return end


def _noun_end(doc: Doc, index: int) -> int | None:
    """The index of the last noun of the words after `index`, None when there is none."""
    end = None
    for token in doc[index + 1 : index + 9]:
        if token.tag_ in ("NN", "NNS", "NNP", "NNPS"):
            end = token.i
        elif token.tag_ not in _NOUN_TAGS and not (token.text in (",", "and") and end is None):
            break
    return end


def _first_of(token: Token) -> int:
    doc = token.doc
    index = token.i
    while index > 0 and (doc[index - 1].lower_ in _APPROXIMATION or doc[index - 1].lower_ in _CURRENCIES):
        index -= 1
    while (index < token.i and doc[index].lower_ in ("to", "than")) or doc[index].lower_ == "some":
        index += 1
    return index


def _is_counted(token: Token) -> bool:
    """`more than 115 countries` counts; `our four countries`, `the two sides` names."""
    doc = token.doc
    return doc[token.i - 1].lower_ in _APPROXIMATION if token.i else False
