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
_NO_FIGURE = re.compile(
    r"^(?:one|1|zero|\d+[a-z]+|.*[/+].*|[a-z.]+-?\d.*|.*(?:first|second|third|\dth|[a-z]th|tieth))$"
)
_OF_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_SMALL_NUMBERS = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_MODIFIER_TAGS = frozenset({"JJ", "JJR", "JJS", "VBG", "VBN", "HYPH", "SYM", "POS"})
_OPENING_TAGS = frozenset({"DT", "PRP$"})
_LONGEST_PHRASE = 8
_LONGEST_CONJUNCT = 4


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
    if _is_fraction(token):
        return True
    if not (token.tag_ == "CD" or _is(token, "scale")):
        return False
    is_scaled = token.i + 1 < len(token.doc) and _is(token.nbor(), "scale")  # "1 million"
    if _YEAR.match(token.text) or (_NO_FIGURE.match(token.lower_) and not is_scaled):
        return False
    beside = token.doc[max(token.i - 1, 0) : token.i + 2]
    is_range = token.i + 1 < len(token.doc) and token.nbor().text == "-"
    return not is_range and all(word.text != "+" for word in beside)  # "two-day", "2 + 2"


def _is_fraction(token: Token) -> bool:
    """`two-thirds`, `three quarters`."""
    if token.tag_ != "CD":
        return False
    parts = (word for word in token.doc[token.i + 1 : token.i + 3] if word.text != "-")
    part = next(parts, None)
    return part is not None and _is(part, "fraction")


def _is_reference(token: Token) -> bool:
    """A number that names something: an article, a resolution, a day of a month, a part of a name."""
    doc = token.doc
    before = doc[token.i - 1] if token.i else None
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    end = _figure_end(token) + 1
    behind = doc[end : end + 1]
    if (behind and _is(behind[0], "month_name")) or (after is not None and _is_joined(token, after)):
        return True
    if before is None:
        return False
    is_enclosed = before.text in ("(", "/") and after is not None and after.text in (")", "/")
    is_name = before.tag_ == "NNP" or before.text == ")"
    if is_name and not (_is_money(before) or _is(before, "approximation")) and "." in token.text:
        return True  # "Track 1.5", "Goal (SDG) 15.3"
    is_part_of_name = pos_of(token.head) == "PROPN" and token.head.i < token.i and not _is_money(before)
    return _is(before, "reference", "month_name") or is_enclosed or is_part_of_name


def _is_money(word: Token) -> bool:
    return word.tag_ == "$" or _is(word, "currency")


def _is_joined(token: Token, after: Token) -> bool:
    """`5G`, `5/CP.17`: the figure is part of a name."""
    return not token.whitespace_ and (after.text == "/" or (len(after.text) == 1 and after.text in "GDRF"))


def _last_of(token: Token) -> int | None:
    """The end of the figure's noun phrase; None for durations and for the issuers' own number."""
    doc = token.doc
    figure = _figure_end(token)
    is_money = token.i > 0 and _is_money(token.nbor(-1))
    is_measure = token.text.endswith(("%", "C")) or _OF_THOUSANDS.fullmatch(token.text) is not None
    has_measure = figure > token.i or is_money or is_measure
    if (given := _given_as(doc, figure)) is not None:
        return given
    end = _noun_end(doc, figure + 1 if _is_share(doc, figure) else figure)
    if end is None or _is(doc[end], "time_unit") or _is(doc[figure + 1], "time_unit"):
        rate = _rate_end(doc, figure)
        return rate if has_measure or rate > figure else None  # "to 400 a year"
    is_naming = _is(doc[end], "group_noun") or _is_of_known(token)
    if _is(doc[end], "text_part") or (is_naming and not _is_counted(token)):
        return None
    last = (_noun_end(doc, end + 1) or end) if _is_share(doc, end) else end
    given = _given_as(doc, last) if _is(doc[last], "currency") else None
    return given or _rate_end(doc, last)


def _figure_end(token: Token) -> int:
    """The last word of the figure itself: `5.2 billion United States dollars`, `40 percent`, `2 to 5`."""
    doc = token.doc
    index = token.i
    while index + 1 < len(doc) and (step := _goes_on(doc, index)):
        index += step
    return index


def _goes_on(doc: Doc, index: int) -> int:
    """How many words behind that one still belong to a figure."""
    first, second, third = (doc[i] if i < len(doc) else None for i in range(index + 1, index + 4))
    if first is not None and (first.tag_ == "CD" or _is(first, "scale", "currency", "unit", "fraction")):
        return 1
    if first is None or second is None:
        return 0
    if first.text == "-" and _is(second, "fraction"):
        return 2
    opened = doc[_first_of(doc[index])].lower_
    is_range = first.lower_ == "to" or (first.lower_ == "and" and opened == "between")
    if is_range and doc[index].tag_ == "CD" and (second.tag_ == "CD" or _is_money(second)):
        return 2
    if first.text[0].isupper() and (_is(second, "currency") or (third and _is(third, "currency"))):
        return 2 if _is(second, "currency") else 3  # "Canadian dollars", "United States dollars"
    is_glossed = first.text == "(" and third is not None and third.text == ")"
    return 3 if is_glossed and _is(doc[index], "unit") else 0  # "300 megawatts (MW)"


def _given_as(doc: Doc, figure: int) -> int | None:
    """The end of `$3 million in new grant aid`: as what the sum is given."""
    if figure + 1 >= len(doc) or doc[figure + 1].lower_ not in ("in", "of"):
        return None
    end = _noun_end(doc, figure + 1)
    return end if end is not None and _is(doc[end], "grant_noun") else None


def _is_share(doc: Doc, end: int) -> bool:
    """`40 percent of`, `millions of`, `a two-thirds majority of`: the noun stands behind `of`."""
    measure = doc[end - 3] if doc[end].text == ")" else doc[end]
    is_shared = _is(measure, "scale", "unit", "fraction", "share_noun")
    return is_shared and end + 1 < len(doc) and doc[end + 1].lower_ == "of"


def _noun_end(doc: Doc, index: int) -> int | None:
    """The index of the last noun of the words after `index`, None when there is none."""
    end = None
    for token in doc[index + 1 : index + 1 + _LONGEST_PHRASE]:
        if token.tag_ in _NOUN_TAGS:
            end = token.i
            if token.tag_ == "NNS" and _is(token, "group_noun"):
                break
        elif token.tag_ in _OPENING_TAGS or token.text in (",", "and"):
            if end is not None:
                break
        elif token.tag_ not in _MODIFIER_TAGS:
            break
    return _conjunct_end(doc, end) if end is not None else None


def _conjunct_end(doc: Doc, end: int) -> int:
    """`migrants and refugees`, `wind and solar capacity`: a noun right behind, that has no article or figure
    of its own.
    """
    if end + 1 >= len(doc) or doc[end + 1].lower_ not in ("and", "or"):
        return end
    for token in doc[end + 2 : end + 2 + _LONGEST_CONJUNCT]:
        if token.dep_ == "conj" and token.tag_ in _NOUN_TAGS and token.head.i <= end:
            last = token.i
            while last + 1 < len(doc) and doc[last + 1].tag_ in _NOUN_TAGS:
                last += 1
            return last
        if token.tag_ not in ("JJ", "NN", "NNP"):
            break
    return end


def _rate_end(doc: Doc, end: int) -> int:
    """The end of what is a rate or stands against a measure: `5 ships a year`, `2 degrees above today's
    levels`.
    """
    following = doc[end + 1 : end + 3]
    if len(following) < 2:
        return end
    if following[0].lower_ in ("a", "per", "each", "every") and _is(following[1], "time_unit"):
        return end + 2
    levels = (c for c in following[0].rights if c.dep_ == "pobj" and c.lower_ in ("levels", "level"))
    level = next(levels, None) if following[0].lower_ in ("above", "below") else None
    return level.i if level is not None else end


def _first_of(token: Token) -> int:
    """The first word of what qualifies the figure ("at least", "more than", "$")."""
    doc = token.doc
    index = token.i
    while index > 0 and (_is_money(doc[index - 1]) or _is(doc[index - 1], "approximation")):
        index -= 1
    if doc[index].lower_ == "an" and doc[index + 1].lower_ == "additional":
        return index
    while index < token.i and (doc[index].lower_ in ("to", "than", "an") or doc[index].dep_ == "prt"):
        index += 1  # "set up three offices"
    return index


def _is_of_known(token: Token) -> bool:
    """`its two themes`: a small number in words that goes with what is known already."""
    if not token.i or not token.text.isalpha():
        return False
    before = token.nbor(-1)
    return before.tag_ == "PRP$" or before.lower_ in ("the", "these", "both")


def _is_counted(token: Token) -> bool:
    """`more than 115 countries`, `in 25 countries` counts; `our four countries`, `the two sides` names."""
    before = token.nbor(-1) if token.i else None
    if before is not None and _is(before, "approximation"):
        return True
    is_pointed_at = before is not None and (before.tag_ in _OPENING_TAGS or before.tag_ == "JJ")
    return not is_pointed_at and token.lower_ not in _SMALL_NUMBERS
