"""The words of an act -> the phrases that limit it (`as appropriate`, `subject to ...`) and those that limit
who is bound (`with the exception of ...`).

Limits are conditions, company and models are not (coding manual, settled case 13): `in line with national
law` is one, `in line with best practices` is none.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, product
from operator import itemgetter

from app.extraction.lexicon import load_lexicon
from app.model import Act, Span, Wording

_PHRASE_END = re.compile(
    r"[;.]|,(?! (?:and|or) (?:our|their|its|national|applicable|relevant|with)\b| as well as\b)"
    r"|,? (?:including|which|to (?:ensure|help|support|advance|promote|facilitate))\b"
    r"| (?:and )?in (?:line|coordination|cooperation|collaboration|consultation) with\b|\s[–—]\s|$"
)
_LISTED = re.compile(r"(?:, (?!\w+ing\b)[\w-]+(?: [\w-]+){0,5})+, (?:and|or) ")
"""The rest of an enumeration, which no comma ends: "our legal, technical, and financial rules"."""
_NAMED_SOURCE = re.compile(
    r"\s*(?:the mandate (?:from|of|given|set|agreed)|(?:paragraph|article|section|decision|resolution)s?)\b",
    re.I,
)
"""What an act is in line with, and is not limited by."""
_NO_CONDITION = re.compile(
    r"\b(?:as|even|manner|(?:see|ask|assess|consider|decide|determine|examine|know|review)(?:s|d|ing)?) $",
    re.I,
)
"""Before an `if` that sets no condition; `in a manner consistent with` says how."""
_MEASURING = re.compile(r"\bas \w+ $", re.I)
"""Before `as needed`, of which it says how much: "for as long as needed"."""
_CITING = re.compile(r" (?:under|by|in|pursuant)\b", re.I)
"""Behind `as required`, of which it says where."""
_ASIDE = re.compile(
    r"\b(?P<behind>(?:will|shall|should|must|may|that|to), )?(?P<opened>[Ww]here|[Ss]hould)\b"
)
"""A clause that opens the act, or stands right behind its modal: elsewhere `where` is a place, `should` a
duty.
"""
_INVERTED = re.compile(r"(?<=, )should (?:the|an?|any|they|it|this|these|those|such|there)\b")
"""A duty has its verb there, a condition its subject: "We will return, should the need arise"."""
_CLAUSE_OPENINGS = ("if", "unless", "in the event that", "in the absence of", "once all", "once the")
_LONGEST_BEFORE = 12  # code points: "determining "
_MAIN_CLAUSE = re.compile(
    r",(?= (?:we|they|it|the|that|this|these|each|any|all|[A-Z][\w’'-]+)\b[^,;]{0,200}?"
    r" (?:will|shall|should|must|may)\b)"
)
"""Where a clause set before the main one ends, whatever commas it has inside."""
_WORDS_TO_LIMIT = 8
_SHORTEST_CLOSING = 3  # words; "as appropriate" belongs to the verb before it


def find_conditions(content: str, span: Span) -> tuple[Wording, ...]:
    """The limiting phrases within `span`, as written, in order."""
    found = sorted(_iterate(content, span), key=lambda wording: (wording.span.start, -wording.span.end))
    kept: list[Wording] = []
    for wording in found:
        if not kept or wording.span.start >= kept[-1].span.end:
            kept.append(wording)
    return tuple(kept)


def find_closing_condition(content: str, act: Act) -> Wording | None:
    """The limit set off at the end of the last act of a series, which governs those before it too (settled
    case 12): "train judges and equip courts, subject to the budget".
    """
    last = next(reversed(act.conditions), None)
    if last is None or last.text.count(" ") < _SHORTEST_CLOSING:
        return None
    rest = content[last.span.end : act.span.end]
    if rest and not rest.startswith(", including "):
        return None
    return last if content[: last.span.start].rstrip().endswith(",") else None


def find_scope(content: str, span: Span) -> tuple[Wording, ...]:
    """The phrases within `span` that take somebody out of, or pick somebody from, those who are bound."""
    return tuple(
        _to_phrase_end(content, m.start(), m.end(), span.end)
        for m in _pattern("scope").finditer(content, span.start, span.end)
    )


def _iterate(content: str, span: Span) -> Iterator[Wording]:
    fixed = [
        m for m in _pattern("condition").finditer(content, span.start, span.end) if _is_limit(content, m)
    ]
    yield from (Wording(match.group(), Span(*match.span())) for match in fixed)
    whole = {match.start() for match in fixed}  # "if necessary" is no clause
    for match in _find_openings(content, span, "condition_opening"):
        if match.start() not in whole:
            is_clause = match.group().lower() in _CLAUSE_OPENINGS
            yield _to_clause_end(content, match.start(), match.end(), span.end, is_clause=is_clause)
    for match in _find_openings(content, span, "condition_limit"):
        wording = _to_phrase_end(content, match.start(), match.end(), span.end)
        if match.start() not in whole and _names_a_limit(content[match.end() : wording.span.end]):
            yield wording
    for match in _INVERTED.finditer(content, span.start, span.end):
        yield _to_clause_end(content, match.start(), match.end(), span.end, is_clause=False)
    for match in _ASIDE.finditer(content, span.start, span.end):
        start, is_first = match.start("opened"), match.start() == span.start and match["opened"].istitle()
        if start not in whole and (match["behind"] or is_first):
            yield _to_clause_end(content, start, match.end(), span.end, is_clause=is_first)


def _find_openings(content: str, span: Span, cue_class: str) -> Iterator[re.Match[str]]:
    for match in _pattern(cue_class).finditer(content, span.start, span.end):
        if _NO_CONDITION.search(_before(content, match)) is None:
            yield match


def _is_limit(content: str, fixed: re.Match[str]) -> bool:
    """Not `for as long as needed`, nor `as required under the treaty`."""
    if not fixed.group().startswith("as "):
        return True
    is_cited = fixed.group().endswith("ed") and _CITING.match(content, fixed.end()) is not None
    return not is_cited and _MEASURING.search(_before(content, fixed)) is None


def _before(content: str, match: re.Match[str]) -> str:
    return content[max(0, match.start() - _LONGEST_BEFORE) : match.start()]


def _to_clause_end(content: str, start: int, opened: int, limit: int, *, is_clause: bool) -> Wording:
    main = _MAIN_CLAUSE.search(content, opened, limit) if is_clause else None
    if main is None:
        return _to_phrase_end(content, start, opened, limit)
    return _to_phrase_end(content, start, main.start(), main.start())


def _to_phrase_end(content: str, start: int, opened: int, limit: int) -> Wording:
    end = _PHRASE_END.search(content, opened, limit)
    while end is not None and (listed := _LISTED.match(content, end.start(), limit)) is not None:
        end = _PHRASE_END.search(content, listed.end(), limit)
    stop = end.start() if end is not None else limit
    return Wording(content[start:stop], Span(start, stop))


def _names_a_limit(phrase: str) -> bool:
    if _NAMED_SOURCE.match(phrase):
        return False
    limits = load_lexicon().by_class["limit_noun"]
    named = phrase.lower().partition(" to ")[0]  # "within our respective systems to write new rules"
    return any(word in limits for word in re.findall(r"\w+", named)[:_WORDS_TO_LIMIT])


@lru_cache(maxsize=8)
def _pattern(cue_class: str) -> re.Pattern[str]:
    """The phrases of a class, the longest first, sorted by their first letters: at most places these are all
    there is to compare.
    """
    listed = load_lexicon().by_class[cue_class]
    spelled = {phrase for words in listed for phrase in _spell_out(words)}
    phrases = sorted(spelled, key=lambda phrase: (phrase[0], -len(phrase), phrase))
    by_letter = groupby(phrases, key=itemgetter(0))
    any_of = (f"{letter}(?:{'|'.join(_read(p[1:]) for p in found)})" for letter, found in by_letter)
    return re.compile(rf"\b(?:{'|'.join(any_of)})\b", re.I)


def _spell_out(words: str) -> Iterator[str]:
    """Every phrase that is meant: `if|where needed` are two."""
    yield from map(" ".join, product(*(word.split("|") for word in words.split())))


def _read(phrase: str) -> str:
    """A phrase as a pattern; `*` is any one word."""
    return re.escape(phrase).replace(r"\*", r"[\w-]+")
