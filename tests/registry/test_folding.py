"""What counts as the same name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.registry.folding import find_tokens, fold

SAME = [
    ("the United States", "United  States"),
    ("U.S.", "US"),
    ("U.S", "US"),
    ("Côte d’Ivoire", "Cote d'Ivoire"),
    ("Türkiye", "TURKIYE"),
    ("Timor-Leste", "Timor Leste"),
    ("Nordic\u2011Baltic", "Nordic-Baltic"),
    ("Ukraine's", "Ukraine"),
    ("the G7’s", "G7"),
    ("Member States'", "Member States"),
    ("Democratic Republic of Congo", "Democratic Republic of the Congo"),
    ("Trinidad & Tobago", "Trinidad and Tobago"),
    ("**Quad** partners", "Quad partners"),
    ("New\nZealand", "New Zealand"),
]

DIFFERENT = [
    ("Niger", "Nigeria"),
    ("Iran. Iraq", "Iran Iraq"),
    ("Guinea, Bissau", "Guinea-Bissau"),
    ("Dominica", "Dominican"),
    ("G7", "G77"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_names_do_not_fold_alike(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB.é'’s- \n(),&*_the1Ü\u2011ß"), max_size=60), st.integers(0, 20))
def test_tokens_stand_where_they_say_in_order(content: str, start: int) -> None:
    start = min(start, len(content))
    tokens = list(find_tokens(content, start))
    assert all(content[token.start : token.end] == token.written for token in tokens)
    edges = [start, *(edge for token in tokens for edge in (token.start, token.end)), len(content)]
    assert edges == sorted(edges)
    assert all(token.start < token.end for token in tokens)
