"""A stretch of text -> the expressions in it that say when, or at which meeting: exact spans, kinds, roles
and rule ids.

Prepositions with a time or a meeting (`readings.py`) and single words (`rules/words.yaml`), less what the
words around take away (`traps.py`). Knows no registry and no date: a bare place ("in Oslo") is proposed as a
meeting and refused by `resolve_deadlines`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from app.model import DeadlineMention, Span
from app.resolution.patterns import Rule, Window, any_of, load_rules, open_window
from app.resolution.readings import (
    Reading,
    bound_in,
    compile_openings,
    kind_of,
    load_frames,
    read_core,
    read_expression,
)
from app.resolution.roles import role_for
from app.resolution.traps import REACH, ends_with, find_trap
from app.vocabulary import DeadlineKind, DeadlineRole

CONJUNCTION = re.compile(r",? (?:and|or) |, ")
"""What stands between those of a row."""
ROW = frozenset({"day", "weekday", "month", "year", "quarter", "season", "meeting", "next-meeting"})
"""What may stand in a row under one preposition: "at COP30 and COP31"."""
STARTING = re.compile(r"\b(?:starting|beginning|commencing),? $")


@dataclass(frozen=True, slots=True)
class Found:
    """An expression in a window, before it becomes a mention."""

    start: int
    end: int
    rule: str
    kind: DeadlineKind
    bound: str


def find_expressions(content: str, span: Span, verb: str = "") -> tuple[DeadlineMention, ...]:
    """The expressions within `span`, in the order of the text, none overlapping. `verb` is the act's content
    verb, which decides roles.

    What stands before the span is read too, for what it says of the expressions in it.
    """
    passage = content.rfind("\n\n", 0, span.start) + 1
    window = open_window(content, max(passage, span.start - REACH), span.end)
    first = window.index(span.start)
    found = sorted(
        [*_find_phrases(window, first), *_find_words(window, first)], key=lambda one: (one.start, -one.end)
    )
    mentions: list[DeadlineMention] = []
    for one in found:
        mention = _mention_of(window, one, content=content, verb=verb)
        if not mentions or mention.span.start >= mentions[-1].span.end:
            mentions.append(mention)
    return tuple(mentions)


def _mention_of(window: Window, found: Found, *, content: str, verb: str) -> DeadlineMention:
    span = window.span(found.start, found.end)
    before = window.folded[: found.start]
    after = window.folded[found.end :]
    role = role_for(verb, bound=found.bound, kind=found.kind, before=before, after=after)
    if STARTING.search(before):
        role = DeadlineRole.START
    return DeadlineMention(span.quote(content), span, role, found.kind, found.rule)


def _find_phrases(window: Window, first: int) -> Iterator[Found]:
    """Prepositional expressions, each the longest that starts where it does, and what follows it in a row."""
    end = first
    for opening in compile_openings().finditer(window.folded, first):
        if opening.start() < end:
            continue
        reading = read_expression(window, opening.start())
        row = [reading, *_read_row(window, reading)] if reading else []
        end = row[-1].end if row else end
        for one in row:
            trap = find_trap(window, one.start, one.end, frame=one.frame, core=one.core)
            if trap is None:
                bound = bound_in(window.folded[one.start : one.end], one.frame)
                yield Found(one.start, one.end, one.rule, kind_of(one), bound)
            elif trap.fields["side"] == "before":
                break  # what stands before the row governs all of it


def _read_row(window: Window, reading: Reading) -> Iterator[Reading]:
    """What a conjunction adds under the same preposition: "at COP30 (May 2031) and CMA 12 (May 2031)"."""
    while reading.core in ROW:
        conjunction = CONJUNCTION.match(window.folded, reading.end)
        if conjunction is None:
            return
        following = read_core(window, conjunction.end(), load_frames()[reading.frame])
        if following is None or following.core not in ROW or following.is_meeting != reading.is_meeting:
            return
        reading = following
        yield reading


def _find_words(window: Window, first: int) -> Iterator[Found]:
    """Single words and fixed phrases: most stretches of a text hold none."""
    if _compile_words().search(window.folded, first) is None:
        return
    for rule in load_rules("words"):
        for pattern in rule.patterns:
            for match in pattern.finditer(window.folded, first):
                start, end = match.span("said" if "said" in match.groupdict() else 0)
                if not (_is_in_name(window, start) or _is_refused(rule, window.folded[:start])):
                    yield Found(start, end, rule.id, DeadlineKind(rule.fields["kind"]), "within")


@cache
def _compile_words() -> re.Pattern[str]:
    """Where a word or phrase of any rule starts."""
    return re.compile(rf"\b(?:{any_of(load_rules('words'))})")


def _is_in_name(window: Window, start: int) -> bool:
    """Whether a word is part of another one, or of a name: "the World Bank Annual Meetings"."""
    before = window.folded[max(0, start - 2) : start]
    has_capital = window.cased[start].isupper()
    return bool(re.search(r"[\w-]$", before)) or (has_capital and bool(re.search(r"[\w,)] $", before)))


def _is_refused(rule: Rule, before: str) -> bool:
    near = before[-60:].rstrip()
    return any(ends_with(re.compile(pattern), near) for pattern in rule.fields.get("before", ()))
