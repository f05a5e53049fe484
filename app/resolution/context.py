"""A deadline mention and the text around it -> the words that it leans on: its sentence, what stands before
it, a date given elsewhere.
"""

import re

from app.model import DeadlineMention
from app.resolution.days import period_of
from app.resolution.numerals import ORDINAL
from app.resolution.occasion import Occasion
from app.resolution.patterns import open_window
from app.resolution.periods import Period
from app.resolution.times import read_time

SENTENCE_END = re.compile(r"[.;!?]\s+(?=[A-Z(\"“])|\n\s*\n")
REACH = 1000
"""How many characters around a mention may belong to its sentence."""
DATES = frozenset({"day", "days", "month", "months"})
SESSION = re.compile(rf"\b(?P<session>{ORDINAL}\s+session)\b", re.IGNORECASE)


def words_before(mention: DeadlineMention, context: str) -> str:
    """What stands before the mention in its sentence."""
    at = _offset_in(mention, context)
    if at < 0:
        return context
    return SENTENCE_END.split(context[max(0, at - REACH) : at + 1])[-1][:-1]


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


def _offset_in(mention: DeadlineMention, context: str) -> int:
    """Where the mention stands in the context: at its span when the context is its text, else where its words
    first stand; -1 if nowhere.
    """
    if mention.span.quote(context) == mention.text:
        return mention.span.start
    return context.find(mention.text)
