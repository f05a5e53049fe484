"""Words of a text -> the themes they are about, by the lexicon of each theme. No weights and no guesses.

An act whose own words name no theme ("We will report on this every year") is about what it stands under.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.model import Passage, Span, Statement, ThemeMatch, Wording
from app.registry.facts import Registry
from app.registry.folding import find_tokens
from app.resolution.phrases import PhraseIndex
from app.resolution.surroundings import Surroundings

MOST_AROUND = 2
"""A paragraph or heading about more themes does not tell which of them a part of it is about."""


@dataclass(frozen=True, slots=True)
class Signal:
    """What a phrase says of a theme: that words are about it, or that they only seem to be."""

    theme: str
    is_excluded: bool = False


def find_themes_of_acts(
    statement: Statement, spans: Iterable[Span], registry: Registry
) -> Iterator[tuple[ThemeMatch, ...]]:
    """For each act, at its span, the themes of its own words; where these name none, those of the nearest of
    its surroundings that name one or two.
    """
    content, surroundings = statement.text.content, Surroundings(statement.passages)
    known: dict[Passage, tuple[ThemeMatch, ...]] = {}
    for span in spans:
        themes = find_themes(content, span, registry)
        for passage in () if themes else surroundings.list_at(span.start):
            if passage not in known:
                known[passage] = find_themes(content, passage.span, registry)
            if 0 < len(known[passage]) <= MOST_AROUND:
                themes = known[passage]
                break
        yield themes


def find_themes(content: str, span: Span, registry: Registry) -> tuple[ThemeMatch, ...]:
    """The themes that the words within `span` are about, each with those words, in the order in which the
    text comes to them.

    Of phrases of one theme that overlap the earliest counts, of those the longest; one the theme excludes
    takes the others away. Phrases of different themes leave each other alone.
    """
    lexicon = index_lexicon(registry)
    tokens = list(find_tokens(content, span.start, span.end))
    words: dict[str, list[Wording]] = {}
    reached: dict[str, Span] = {}
    for start, token in enumerate(tokens):
        if not lexicon.has_beginning(token.folded):
            continue
        longest = {signal.theme: (end, signal) for end, signal in lexicon.find_at(tokens, start)}
        for theme, (end, signal) in longest.items():
            found = Span(token.start, tokens[end - 1].end)
            if theme in reached and reached[theme].overlaps(found):
                continue
            reached[theme] = found
            if not signal.is_excluded:
                words.setdefault(theme, []).append(Wording(found.quote(content), found))
    return tuple(ThemeMatch(theme, tuple(found)) for theme, found in words.items())


@lru_cache(maxsize=4)
def index_lexicon(registry: Registry) -> PhraseIndex[Signal]:
    """Every phrase of every lexicon, and every one a theme excludes, built once."""
    lexicon: PhraseIndex[Signal] = PhraseIndex()
    for theme in registry.themes.values():
        for phrase in theme.lexicon:
            lexicon.add(phrase, Signal(theme.id))
        for phrase in theme.exclude:
            lexicon.add(phrase, Signal(theme.id, is_excluded=True))
    return lexicon
