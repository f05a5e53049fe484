from hypothesis import given, settings
from hypothesis import strategies as st

from app.evaluation.matching import LEAST_OVERLAP, count_words, match_wordings, measure_overlap


def overlap(one: str, other: str) -> float:
    return measure_overlap(count_words(one), count_words(other))


def list_pairs(gold: list[str], predicted: list[str]) -> list[tuple[int, int]]:
    return [(pair.gold, pair.predicted) for pair in match_wordings(gold, predicted)]


def test_overlap_is_shared_words_over_all_words() -> None:
    assert overlap("We will plant trees", "we will plant hedges") == 3 / 5


def test_overlap_counts_a_word_as_often_as_it_stands() -> None:
    assert overlap("more and more ships", "more ships") == 2 / 4


def test_overlap_ignores_case_and_punctuation() -> None:
    assert overlap("We, the Parties, agree.", "we the parties agree") == 1.0


def test_nothing_overlaps_with_nothing() -> None:
    assert overlap("", "...") == 0.0


def test_half_the_words_are_enough_and_less_is_not() -> None:
    assert list_pairs(["plant trees and hedges"], ["plant trees"]) == [(0, 0)]
    assert list_pairs(["plant trees and old hedges"], ["plant trees"]) == []


def test_the_best_pair_is_made_first() -> None:
    gold = ["we will plant trees", "we will plant trees in June"]
    predicted = ["we will plant trees in June"]
    assert list_pairs(gold, predicted) == [(1, 0)]


def test_equal_wordings_pair_up_in_the_order_of_the_text() -> None:
    assert list_pairs(["we agree", "we agree"], ["we agree", "we agree"]) == [(0, 0), (1, 1)]


wordings = st.lists(
    st.lists(st.sampled_from(["we", "will", "plant", "trees", "and", "hedges"]), max_size=6).map(" ".join),
    max_size=6,
)


@given(wordings, wordings)
@settings(max_examples=60, deadline=None)
def test_pairs_are_one_to_one_and_overlap_enough(gold: list[str], predicted: list[str]) -> None:
    pairs = match_wordings(gold, predicted)
    assert len({pair.gold for pair in pairs}) == len({pair.predicted for pair in pairs}) == len(pairs)
    assert all(overlap(gold[p.gold], predicted[p.predicted]) >= LEAST_OVERLAP for p in pairs)


@given(wordings)
@settings(max_examples=30, deadline=None)
def test_every_wording_is_found_again_in_the_same_list(texts: list[str]) -> None:
    assert len(match_wordings(texts, texts)) == len([text for text in texts if text])
