import pytest

from app.reading.joining import ends_sentence, find_words, splice

WORDS = find_words(
    ["a high-level dialogue of medium and sized rivers", "accelerate the associated tuberculosis plan"]
)


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("we will", "act", "we will act"),
        ("a high-", "level one", "a high-level one"),
        ("a high -", "level one", "a high-level one"),
        ("to accel-", "erate it", "to accelerate it"),
        ("to under-", "take it", "to undertake it"),
        ("medium-", "sized ones", "medium-sized ones"),
        ("tuberculosis-", "associated", "tuberculosis-associated"),
        ("small-", "and medium", "small- and medium"),
        ("Asia-", "Pacific", "Asia-Pacific"),
        ("2016–", "2020", "2016–2020"),
        ("the group—", "Austria", "the group—Austria"),
        ("the group –", "Austria", "the group – Austria"),
        ("and/", "or", "and/or"),
    ],
)
def test_two_ends_of_a_line_become_one_line(left: str, right: str, joined: str) -> None:
    start, glue = splice(left, right, WORDS)

    assert start + glue + right == joined


@pytest.mark.parametrize("text", ["We act.", "We will:", "“We act.”", "rivers;", "(see annex.)"])
def test_a_sentence_ends_at_its_stop_whatever_closes_after_it(text: str) -> None:
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["We act", "The Council,", "Rivers (annex)"])
def test_other_ends_are_open(text: str) -> None:
    assert not ends_sentence(text)
