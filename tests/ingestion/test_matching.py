"""Acts found again keep their ids: by place in the same text, by words in a changed one."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.ingestion.matching import StoredAct, match_acts, pair_closest
from app.model import Span
from app.vocabulary import ActKind
from tests.builders import a_call, an_act

TEXT = "the-text"
OTHER_TEXT = "the-text-before"
CONTENT = """We will double our support to coastal regions by the end of 2030.

We will share data. We will share data.

We will open two offices in the region and will train their staff.

We call on all states to protect the rivers that they share."""


def stored_as(act, act_id, *, text_id=TEXT, is_active=True):
    return StoredAct(act_id, act.kind, text_id, act.span, act.quote, is_active)


def find(quote, *, occurrence=0):
    act = an_act(quote, within=CONTENT)
    start = act.span.start
    for _ in range(occurrence):
        start = CONTENT.index(quote, start + 1)
    return replace(act, span=Span(start, start + len(quote)))


def match(stored, acts):
    return [partner and partner.id for partner in match_acts(stored, acts, text_id=TEXT)]


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


def test_a_pledge_never_becomes_a_call():
    call = a_call("We call on all states to protect the rivers that they share", within=CONTENT)
    pledge = StoredAct("plg", ActKind.PLEDGE, TEXT, call.span, call.quote, is_active=True)
    assert match([pledge], [call]) == [None]


def test_in_a_changed_text_the_same_words_are_the_same_act():
    stored = [
        stored_as(replace(act, span=Span(act.span.start + 40, act.span.end + 40)), name, text_id=OTHER_TEXT)
        for name, act in (("a", SUPPORT), ("b", OFFICES))
    ]
    assert match(stored, [OFFICES, SUPPORT]) == ["b", "a"]


def test_in_a_changed_text_white_space_and_case_are_no_change():
    stored = StoredAct(
        "a", ActKind.PLEDGE, OTHER_TEXT, Span(0, 9), "we will\nopen two offices in the Region", True
    )
    assert match([stored], [OFFICES]) == ["a"]


def test_in_a_changed_text_corrected_words_are_the_same_act():
    quote = "We will double our support for coastal regions by the end of 2035"
    stored = StoredAct("a", ActKind.PLEDGE, OTHER_TEXT, Span(0, len(quote)), quote, True)
    assert match([stored], [SUPPORT]) == ["a"]


def test_in_a_changed_text_other_words_are_another_act():
    quote = "We will meet again next year"
    stored = StoredAct("a", ActKind.PLEDGE, OTHER_TEXT, Span(0, len(quote)), quote, True)
    assert match([stored], [SUPPORT]) == [None]


def test_repeated_words_are_matched_in_their_order():
    first, second = find("We will share data"), find("We will share data", occurrence=1)
    stored = [
        StoredAct("b", ActKind.PLEDGE, OTHER_TEXT, Span(80, 98), "We will share data", True),
        StoredAct("a", ActKind.PLEDGE, OTHER_TEXT, Span(60, 78), "We will share data", True),
    ]
    assert match(stored, [second, first]) == ["b", "a"]


def test_an_act_that_comes_back_takes_its_id_back():
    assert match([stored_as(SUPPORT, "a", is_active=False)], [SUPPORT]) == ["a"]


def test_an_active_act_goes_before_a_withdrawn_one_in_the_same_words():
    stored = [stored_as(SUPPORT, "gone", is_active=False), stored_as(SUPPORT, "a")]
    assert match(stored, [SUPPORT]) == ["a"]


def test_the_closest_pairs_are_made_first():
    pairs = [(0.6, 0, 0), (0.9, 0, 1), (0.8, 1, 1), (0.5, 1, 0)]
    assert pair_closest(pairs) == {0: 1, 1: 0}


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
