"""A deadline mention and the text around it -> the words that it leans on: its sentence, what stands before
it, a date given elsewhere.
"""

import re
from dataclasses import replace

from app.model import DeadlineMention
from app.resolution.days import period_of
from app.resolution.expressions import CONJUNCTION
from app.resolution.numerals import ORDINAL
from app.resolution.occasion import Occasion
from app.resolution.patterns import open_window
from app.resolution.periods import Period
from app.resolution.times import Time, read_time

SENTENCE_END = re.compile(r"[.;!?]\s+(?=[A-Z(\"“])|\n\s*\n")
PASSAGE_END = re.compile(r"\n\s*\n")
REACH = 1000
"""How many characters around a mention may belong to its sentence."""
DATES = frozenset({"day", "days", "month", "months"})
SHARING = frozenset({"day", "month", "quarter", "season"})
"""Times of which several in a row may share the year of the last."""
LONGEST_ROW = 80
"""Characters within which the rest of a row is read."""
SESSION = re.compile(rf"\b(?P<session>{ORDINAL}\s+session)\b", re.IGNORECASE)


def words_before(mention: DeadlineMention, context: str) -> str:
    """What stands before the mention in its sentence."""
    at = _offset_in(mention, context)
    if at < 0:
        return context
    return SENTENCE_END.split(context[max(0, at - REACH) : at + 1])[-1][:-1]


def passage_before(mention: DeadlineMention, context: str) -> str:
    """What stands before the mention in its passage; nothing where the context does not hold it."""
    at = _offset_in(mention, context)
    return PASSAGE_END.split(context[max(0, at - REACH) : at])[-1] if at > 0 else ""


def sentence_around(mention: DeadlineMention, context: str) -> str:
    """The sentence the mention stands in."""
    at = _offset_in(mention, context)
    if at < 0:
        return context
    return words_before(mention, context) + SENTENCE_END.split(context[at : at + REACH])[0]


def find_session_time(mention: DeadlineMention, occasion: Occasion, context: str) -> Period | None:
    """When a session that the mention numbers is, where the text dates it in brackets: "its tenth session
    (May 2031)".
    """
    for session in SESSION.finditer(mention.text):
        name = r"\s+".join(re.escape(word) for word in session["session"].split())
        for dated in re.finditer(rf"\b{name}\b(?:(?!session)[^().;,]){{0,120}}\(", context, re.IGNORECASE):
            folded = open_window(context, dated.end(), dated.end() + 40).folded
            time = read_time(folded, 0, DATES)
            if time and folded.startswith(")", time.length):
                return period_of(time, occasion.on)
    return None


def share_year(time: Time, mention: DeadlineMention, occasion: Occasion, context: str) -> Time:
    """The time, in the year that the next of its row gives: "by 30 June and 31 December 2031". Where it would
    then come after that one, it is in the year before.
    """
    at = _offset_in(mention, context)
    if time.rule not in SHARING or "year" in time.groups or at < 0:
        return time
    end = at + len(mention.text)
    following = _find_dated(open_window(context, end, end + LONGEST_ROW).folded, time.rule)
    if following is None:
        return time
    years = (int(following.groups["year"]) - back for back in (0, 1))
    shared, earlier = (_in_year(time, year) for year in years)
    own, others = period_of(shared, occasion.on), period_of(following, occasion.on)
    return earlier if own and others and own.first > others.first else shared


def _find_dated(folded: str, rule: str) -> Time | None:
    """The first time of a row that gives a year: "31 December 2031", after "and 1 October and"."""
    at = 0
    while conjunction := CONJUNCTION.match(folded, at):
        time = read_time(folded, conjunction.end(), {rule})
        if time is None or "year" in time.groups:
            return time
        at = conjunction.end() + time.length
    return None


def _in_year(time: Time, year: int) -> Time:
    groups = time.groups | {"year": str(year), "all": f"{time.groups['all']} {year}"}
    return replace(time, groups=groups)


def _offset_in(mention: DeadlineMention, context: str) -> int:
    """Where the mention stands in the context: at its span when the context is its text, else where its words
    first stand; -1 if nowhere.
    """
    if mention.span.quote(context) == mention.text:
        return mention.span.start
    return context.find(mention.text)
