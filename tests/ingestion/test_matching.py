"""Acts found again keep their ids: by place where their words still stand, else by wording; and what holds
the words of acts that are lost.
"""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.ingestion.matching import StoredAct, find_successors, match_acts
from app.model import Span
from app.vocabulary import ActKind
from tests.builders import a_call, an_act

CONTENT = """We will double our support to coastal regions by the end of 2030.

We will share data. We will share data.

We will open two offices in the region and will train their staff.

We call on all states to protect the rivers that they share."""


def stored_as(act, act_id, *, is_active=True):
    return StoredAct(act_id, act.kind, act.span, act.quote, is_active)


def displaced(quote, act_id):
    return StoredAct(act_id, ActKind.PLEDGE, None, quote, is_active=True)


def find(quote, *, occurrence=0):
    act = an_act(quote, within=CONTENT)
    start = act.span.start
    for _ in range(occurrence):
        start = CONTENT.index(quote, start + 1)
    return replace(act, span=Span(start, start + len(quote)))


def match(stored, acts):
    return [partner and partner.id for partner in match_acts(stored, acts)]


SUPPORT = find("We will double our support to coastal regions by the end of 2030")
OFFICES = find("We will open two offices in the region")
STAFF = find("will train their staff")


def test_the_same_acts_are_matched_whatever_their_order():
    stored = [stored_as(SUPPORT, "a"), stored_as(OFFICES, "b"), stored_as(STAFF, "c")]
    assert match(stored, [STAFF, SUPPORT, OFFICES]) == ["c", "a", "b"]


def test_a_moved_boundary_keeps_the_act():
    shorter = find("double our support to coastal regions")
    assert match([stored_as(SUPPORT, "a")], [shorter]) == ["a"]


def test_a_split_act_stays_with_its_longer_half():
    whole = find("We will open two offices in the region and will train their staff")
    assert match([stored_as(whole, "a")], [STAFF, OFFICES]) == [None, "a"]


def test_merged_acts_become_the_longer_one():
    whole = find("We will open two offices in the region and will train their staff")
    assert match([stored_as(STAFF, "a"), stored_as(OFFICES, "b")], [whole]) == ["b"]


def test_like_words_elsewhere_in_the_same_text_are_another_act():
    stored = [stored_as(find("We will share data"), "a")]
    assert match(stored, [find("We will share data", occurrence=1)]) == [None]


def test_every_act_keeps_its_id_where_giving_the_closest_first_would_lose_one():
    stored = [stored_as(an_act_at(0, 60), "a"), stored_as(an_act_at(35, 80), "b")]
    closest_to_a = an_act_at(15, 62)
    assert match(stored, [an_act_at(0, 30), closest_to_a]) == ["a", "b"]


def test_a_pledge_never_becomes_a_call():
    call = a_call("We call on all states to protect the rivers that they share", within=CONTENT)
    pledge = StoredAct("plg", ActKind.PLEDGE, call.span, call.quote, is_active=True)
    assert match([pledge], [call]) == [None]


def test_words_without_a_place_are_found_again_whatever_their_order():
    stored = [displaced(SUPPORT.quote, "a"), displaced(OFFICES.quote, "b")]
    assert match(stored, [OFFICES, SUPPORT]) == ["b", "a"]


def test_of_words_without_a_place_white_space_and_case_are_no_change():
    assert match([displaced("we will\nopen two offices in the Region", "a")], [OFFICES]) == ["a"]


def test_of_words_without_a_place_corrected_ones_are_the_same_act():
    quote = "We will double our support for coastal regions by the end of 2035"
    assert match([displaced(quote, "a")], [SUPPORT]) == ["a"]


def test_other_words_without_a_place_are_another_act():
    assert match([displaced("We will meet again next year", "a")], [SUPPORT]) == [None]


def test_repeated_words_are_matched_in_their_order():
    first, second = find("We will share data"), find("We will share data", occurrence=1)
    stored = [displaced("We will share data", "a"), displaced("We will share data", "b")]
    assert match(stored, [first, second]) == ["a", "b"]


def test_what_has_its_place_goes_before_what_has_only_its_words():
    stored = [displaced("We will share data", "moved"), stored_as(find("We will share data"), "here")]
    assert match(stored, [find("We will share data")]) == ["here"]


def test_an_act_that_comes_back_takes_its_id_back():
    assert match([stored_as(SUPPORT, "a", is_active=False)], [SUPPORT]) == ["a"]


def test_an_active_act_goes_before_a_withdrawn_one_in_the_same_words():
    stored = [stored_as(SUPPORT, "gone", is_active=False), stored_as(SUPPORT, "a")]
    assert match(stored, [SUPPORT]) == ["a"]


def test_words_that_went_into_one_act_have_one_successor():
    whole = find("We will open two offices in the region and will train their staff")
    assert find_successors({"a": STAFF.span}, {"b": whole.span}) == {"a": ("b",)}


def test_words_that_went_into_two_acts_have_two_successors_in_the_order_of_the_text():
    whole = find("We will open two offices in the region and will train their staff")
    spans = {"s": STAFF.span, "o": OFFICES.span, "other": SUPPORT.span}
    assert find_successors({"a": whole.span}, spans) == {"a": ("o", "s")}


def test_an_act_of_which_a_small_part_was_found_again_is_lost():
    assert find_successors({"a": SUPPORT.span}, {"b": find("We will double").span}) == {}


acts_of_a_text = st.lists(
    st.tuples(st.integers(0, 150), st.integers(1, 60)), min_size=0, max_size=8, unique=True
).map(lambda spans: [an_act_at(start, start + length) for start, length in spans])


def an_act_at(start, end):
    content = "x" * 300
    return replace(an_act("x", within=content), span=Span(start, end), quote=content[start:end])


@settings(max_examples=60, deadline=None)
@given(before=acts_of_a_text, after=acts_of_a_text)
def test_no_stored_act_is_given_away_twice_and_every_unmoved_act_stays(before, after):
    stored = [stored_as(act, str(number)) for number, act in enumerate(before)]
    partners = match(stored, after)

    given_away = [partner for partner in partners if partner is not None]
    assert len(given_away) == len(set(given_away))
    spans = {act.span: str(number) for number, act in enumerate(before)}
    for act, partner in zip(after, partners, strict=True):
        if act.span in spans:
            assert partner == spans[act.span]


@given(
    lengths=st.lists(st.integers(10, 40), min_size=1, max_size=8),
    cuts=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=8, max_size=8),
    dropped=st.sets(st.integers(0, 7)),
)
def test_acts_with_moved_boundaries_keep_their_ids_whatever_is_dropped(lengths, cuts, dropped):
    starts = [sum(lengths[:number]) for number in range(len(lengths))]
    before = [an_act_at(start, start + length) for start, length in zip(starts, lengths, strict=True)]
    moved = {
        number: an_act_at(act.span.start + cuts[number][0], act.span.end - cuts[number][1])
        for number, act in enumerate(before)
        if number not in dropped
    }
    stored = [stored_as(act, str(number)) for number, act in enumerate(before)]
    assert match(stored, list(moved.values())) == [str(number) for number in moved]
