"""Words of a text -> the themes they are about, by the lexicon of each theme. No weights and no guesses."""

from functools import lru_cache

from app.model import Span, ThemeMatch, Wording
from app.registry.facts import Registry
from app.registry.folding import find_tokens
from app.resolution.phrases import PhraseIndex


def find_themes(content: str, span: Span, registry: Registry) -> tuple[ThemeMatch, ...]:
    """The themes that the words within `span` are about, each with those words, in the order in which the
    text comes to them.

    Of phrases of one theme that overlap the longest counts; phrases of different themes do not take each
    other away.
    """
    lexicon = index_lexicon(registry)
    tokens = list(find_tokens(content, span.start, span.end))
    words: dict[str, list[Wording]] = {}
    for start, token in enumerate(tokens):
        longest = {theme: end for end, theme in lexicon.find_at(tokens, start)}
        for theme, end in longest.items():
            found = Span(token.start, tokens[end - 1].end)
            earlier = words.setdefault(theme, [])
            if not (earlier and earlier[-1].span.overlaps(found)):
                earlier.append(Wording(found.quote(content), found))
    return tuple(ThemeMatch(theme, tuple(found)) for theme, found in words.items())


@lru_cache(maxsize=4)
def index_lexicon(registry: Registry) -> PhraseIndex[str]:
    """Every phrase of every lexicon, built once."""
    lexicon: PhraseIndex[str] = PhraseIndex()
    for theme in registry.themes.values():
        for phrase in theme.lexicon:
            lexicon.add(phrase, theme.id)
    return lexicon
