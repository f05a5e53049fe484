"""The words of a segment -> its figures with their noun, as written (`40,000 troops`, `at least $5.2
billion`). Years, dates, durations and references are none.
"""

import re
from collections.abc import Iterator

from app.extraction.lexicon import load_lexicon
from app.extraction.parse import pos_of
from app.extraction.segments import Segment
from app.extraction.tree import Doc, Token
from app.model import Span, Wording

_YEAR = re.compile(r"^(?:19|20)\d\d(?:s|[-–]\d+)?$")
_NO_FIGURE = re.compile(r"^(?:one|1|zero|\d+[a-z]+|.*/.*|.*(?:first|second|third|\dth|[a-z]th|tieth))$")
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_MODIFIER_TAGS = frozenset({"JJ", "JJR", "JJS", "VBG", "VBN", "HYPH", "SYM", "DT", "PRP$", "POS"})
_LONGEST_PHRASE = 8


def _is(token: Token, *cue_classes: str) -> bool:
    listed = load_lexicon().by_word.get(token.lower_)
    return listed is not None and any(rule.cue_class in cue_classes for rule in listed)


def find_quantities(segment: Segment, doc: Doc) -> Iterator[Wording]:
    """The quantities of a segment, in order, with their place in the statement's text."""
    for first, last in _ranges(doc):
        start, end = segment.locate(doc[first].idx), segment.locate(doc[last].idx + len(doc[last]) - 1)
        if start is not None and end is not None and start <= end:
            yield Wording(doc.text(first, last), Span(start, end + 1))


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
    if not (token.tag_ == "CD" or _is(token, "scale")):
        return False
    if _YEAR.match(token.text) or _NO_FIGURE.match(token.lower_):
        return False
    return not (token.i + 1 < len(token.doc) and token.nbor().text == "-")


def _is_reference(token: Token) -> bool:
    """A number that names something: an article, a resolution, a day of a month, a part of a name."""
    doc = token.doc
    before = doc[token.i - 1] if token.i else None
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if after is not None and (_is(after, "month_name") or _is_joined(token, after)):
        return True
    if before is None:
        return False
    is_enclosed = before.text in ("(", "/") and after is not None and after.text in (")", "/")
    if before.tag_ == "NNP" and not _is(before, "currency", "approximation") and "." in token.text:
        return True  # "Track 1.5"
    is_part_of_name = pos_of(token.head) == "PROPN" and token.head.i < token.i and not _is(before, "currency")
    return _is(before, "reference", "month_name") or is_enclosed or is_part_of_name


def _is_joined(token: Token, after: Token) -> bool:
    """`5G`, `5/CP.17`: the figure is part of a name."""
    return not token.whitespace_ and (after.text == "/" or (len(after.text) == 1 and after.text in "GDRF"))


def _last_of(token: Token) -> int | None:
    """The end of the figure's noun phrase; None for durations and for the issuers' own number."""
    doc = token.doc
    figure = _figure_end(token)
    is_money = token.i > 0 and _is(token.nbor(-1), "currency")
    has_measure = figure > token.i or is_money or token.text.endswith(("%", "C"))
    end = _noun_end(doc, figure + 1 if _is_share(token, figure) else figure)
    if is_money and (given := _given_as(doc, figure)) is not None:
        return given
    if end is None or _is(doc[end], "time_unit") or _is(doc[figure + 1], "time_unit"):
        return figure if has_measure else None
    is_naming = _is(doc[end], "group_noun") or _is_of_known(token)
    return None if is_naming and not _is_counted(token) else end


def _figure_end(token: Token) -> int:
    """The last word of the figure itself: `5.2 billion dollars`, `40 percent`, `millions`."""
    doc = token.doc
    index = token.i
    while index + 1 < len(doc) and (
        doc[index + 1].tag_ == "CD" or _is(doc[index + 1], "scale", "currency", "unit")
    ):
        index += 1
    return index


def _given_as(doc: Doc, figure: int) -> int | None:
    """The end of `$3 million in new grant aid`: as what the sum is given."""
    if figure + 1 >= len(doc) or doc[figure + 1].lower_ not in ("in", "of"):
        return None
    end = _noun_end(doc, figure + 1)
    return end if end is not None and _is(doc[end], "grant_noun") else None


def _is_share(token: Token, figure: int) -> bool:
    """`40 percent of`, `millions of`: the noun stands behind `of`."""
    doc = token.doc
    return (
        (_is(token, "scale") or _is(doc[figure], "unit"))
        and figure + 1 < len(doc)
        and doc[figure + 1].lower_ == "of"
    )


def _noun_end(doc: Doc, index: int) -> int | None:
    """The index of the last noun of the words after `index`, None when there is none."""
    end = None
    for token in doc[index + 1 : index + 1 + _LONGEST_PHRASE]:
        if token.tag_ in _NOUN_TAGS:
            end = token.i
        elif token.tag_ not in _MODIFIER_TAGS and not (token.text in (",", "and") and end is None):
            break
    return end


def _first_of(token: Token) -> int:
    """The first word of what qualifies the figure ("at least", "more than", "$")."""
    doc = token.doc
    index = token.i
    while index > 0 and _is(doc[index - 1], "approximation", "currency"):
        index -= 1
    while index < token.i and doc[index].lower_ in ("to", "than", "some"):
        index += 1
    return index


def _is_of_known(token: Token) -> bool:
    """`its two themes`: a small number in words that goes with what is known already."""
    if not token.i or not token.text.isalpha():
        return False
    before = token.nbor(-1)
    return before.tag_ == "PRP$" or before.lower_ in ("the", "these", "both")


def _is_counted(token: Token) -> bool:
    """`more than 115 countries` counts; `our four countries`, `the two sides` names."""
    return bool(token.i) and _is(token.nbor(-1), "approximation")
