"""Texts that were found -> how well each answers a search: Okapi BM25 (Robertson and Zaragoza, "The
Probabilistic Relevance Framework", 2009), in Python, so that it is the same on both databases.

A term says more the oftener it stands in a text (less with each time), the fewer texts have it, and the
shorter the text is. A phrase is a term, as a word is.
"""

from collections.abc import Sequence
from math import log
from statistics import fmean

from app.search.grammar import Search, Term

SATURATION = 1.2
"""How much it says that a term stands in a text again; `k1` in the literature."""
LENGTH_SHARE = 0.75
"""How far a long text has to say more than a short one; `b` in the literature."""


def score_texts(search: Search, texts: Sequence[str], *, among: Sequence[str]) -> list[float]:
    """How well each text answers, by all terms of all alternatives. `among` are texts of the same sort, which
    tell how common a term is; some, where there are texts. All are as `index_words` gives them.
    """
    if not texts:
        return []
    common = [_set_apart(text) for text in among]
    weights = {
        term: _weigh(sum(term in text for text in common), of=len(common))
        for term in map(_write_term, search.sought)
    }
    usual_length = fmean(map(_count_words, among))
    return [_score(text, weights, usual_length) for text in texts]


def _weigh(texts_with_it: int, *, of: int) -> float:
    """What a term says by being there: the rarer, the more, and never less than nothing."""
    return log(1 + (of - texts_with_it + 0.5) / (texts_with_it + 0.5))


def _score(text: str, weights: dict[str, float], usual_length: float) -> float:
    apart = _set_apart(text)
    length = 1 - LENGTH_SHARE + LENGTH_SHARE * _count_words(text) / usual_length
    counts = ((apart.count(term), weight) for term, weight in weights.items())
    return sum(
        weight * count * (SATURATION + 1) / (count + SATURATION * length) for count, weight in counts if count
    )


def _count_words(text: str) -> int:
    return text.count(" ") + 1


def _set_apart(text: str) -> str:
    """The words with a space before and behind each of its own, so that a word can follow itself."""
    return f" {text.replace(' ', '  ')} "


def _write_term(term: Term) -> str:
    """As it stands in words that are set apart."""
    apart = _set_apart(term.as_text)
    return apart[:-1] if term.is_prefix else apart
