"""Partners one to one that are worth most in sum."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ingestion.assignment import pair_best


def test_nobody_is_left_out_for_the_sake_of_the_closest_pair():
    assert pair_best([(0, 0, 0.9), (0, 1, 0.8), (1, 0, 0.8)]) == {0: 1, 1: 0}


def test_a_pair_worth_more_than_both_that_would_replace_it_stays():
    assert pair_best([(0, 0, 0.9), (0, 1, 0.4), (1, 0, 0.4)]) == {0: 0}


def test_whoever_is_worth_less_than_all_others_goes_without():
    assert pair_best([(0, 0, 0.5), (1, 0, 0.7), (2, 0, 0.6)]) == {1: 0}


def test_a_chain_gives_way_along_its_whole_length():
    chain = [(new, old, 0.9 if new == old else 0.899) for new in range(50) for old in (new, new + 1)]
    assert pair_best([*chain, (50, 0, 1.0)]) == {50: 0, **{new: new + 1 for new in range(50)}}


def test_nothing_has_no_partners():
    assert pair_best([]) == {}


pairs = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 20).map(lambda worth: worth / 8)
)


@given(pairs)
def test_no_other_choice_is_worth_more(worth):
    partners = pair_best((new, old, value) for (new, old), value in worth.items())

    assert len(set(partners.values())) == len(partners)
    best = max(sum(worth.get(pair, 0.0) for pair in enumerate(choice)) for choice in permutations(range(5)))
    assert sum(worth[pair] for pair in partners.items()) == pytest.approx(best)
