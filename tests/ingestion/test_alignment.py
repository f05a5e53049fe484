"""Where the words of an old text stand in a new one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.ingestion.alignment import Alignment
from app.model import Span
from tests.builders import a_span

OLD = """We will open two offices in the region before the end of next year.

We will share data. We will share data.

We call on all states to protect the rivers that they share with their neighbours."""


def where(quote, new, *, old=OLD):
    place = Alignment(old, new).find_place(a_span(quote, within=old))
    return place and place.quote(new)


def test_words_are_found_behind_words_put_before_them():
    assert where("protect the rivers", f"Contents\n\n{OLD}") == "protect the rivers"


def test_line_breaks_and_quotation_marks_may_change():
    wrapped = OLD.replace("two offices in", "two\n\u201coffices\u201d in")
    assert where("open two offices in the region", wrapped) == "open two\n\u201coffices\u201d in the region"


def test_a_corrected_word_leaves_the_rest_in_its_place():
    assert where("We will open two offices in the region", OLD.replace("two", "three")) == (
        "We will open three offices in the region"
    )


def test_repeated_words_are_told_apart_by_what_stands_beside_them():
    more = f"We will share data.\n\n{OLD}"
    place = Alignment(OLD, more).find_place(a_span("We will share data", within=OLD))
    assert place.start == len("We will share data.\n\n") + OLD.index("We will share data")


def test_words_that_are_gone_have_no_place():
    paragraphs = OLD.split("\n\n")
    assert where("We will open two offices in the region", "\n\n".join(paragraphs[1:])) is None


def test_words_moved_past_others_have_no_place():
    first, *others = OLD.split("\n\n")
    moved = "\n\n".join([*others, first])
    alignment = Alignment(OLD, moved)
    places = [alignment.find_place(a_span(paragraph, within=OLD)) for paragraph in (first, others[-1])]
    assert sum(place is None for place in places) == 1


words = st.lists(st.sampled_from(["we", "will", "share", "data", "with", "all", "states"]), min_size=1)


@settings(deadline=None)
@given(words, words)
def test_a_place_holds_the_first_and_last_word_of_what_was_there_or_is_none(old, new):
    old_text, new_text = " ".join(old), ", ".join(new)
    for word in old:
        place = Alignment(old_text, new_text).find_place(a_span(word, within=old_text))
        assert place is None or place.quote(new_text) == word


@settings(deadline=None)
@given(words)
def test_every_word_of_a_text_stands_where_it_stood(sentence):
    text = " ".join(sentence)
    assert Alignment(text, text).find_place(Span(0, len(text))) == Span(0, len(text))
