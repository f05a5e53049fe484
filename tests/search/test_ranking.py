"""What answers a search best has the highest score."""

from math import log

import pytest

from app.search.grammar import read_search
from app.search.ranking import score_texts
from app.search.words import index_words

ACTS = (
    "we will open the ports of the region",
    "we will dredge ports",
    "we will open roads",
    "we will plant trees",
)


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("ports OR will", "open ports", "will open"),  # the rarer word
        ("ports", "ports and ports", "ports and roads"),  # oftener
        ("ports", "ports and roads", "ports and roads and trees"),  # shorter
        ("ports roads", "ports and roads", "roads and roads"),  # more of what was sought
        ("ports", "ports ports ports roads", "ports roads ports roads"),  # one behind another counts each
        ('"the ports"', "open the ports", "the ports the roads of the ports and of the trees"),
        ('"open the po*"', "open the ports", "the open ports"),
        ("dredg*", "they dredge", "they dig"),
    ],
)
def test_one_text_answers_better_than_another(typed: str, better: str, worse: str) -> None:
    first, second = score_texts(read_search(typed), [better, worse], among=ACTS)
    assert first > second


def test_a_score_is_that_of_bm25() -> None:
    (score,) = score_texts(read_search("ports OR dredge"), ["ports ports"], among=ACTS)
    # Two of the four texts have it; the text has 2 words where 5 are usual.
    assert score == pytest.approx(log(1 + 2.5 / 2.5) * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 2 / 5)))


def test_a_search_that_seeks_nothing_prefers_nothing() -> None:
    assert score_texts(read_search("-ports"), [index_words("Roads"), "trees"], among=ACTS) == [0, 0]
