"""Ids say what things are, and stay with them."""

from dataclasses import replace
from datetime import date

import pytest

from app.ingestion.identity import StoredStatement, choose_ids, list_slugs, name_acts, name_deadlines
from app.ingestion.matching import StoredAct
from app.model import Span
from tests.builders import CONTENT, a_call, a_deadline, a_statement, an_act, an_issuer

OTHER_CONTENT = """Decision on the programme of work

The Conference decides to convene two workshops before its next session and requests the secretariat to
prepare a synthesis of the views that Parties submit."""


def stored_as(statement, statement_id, *, number=None):
    return StoredStatement(
        id=statement_id,
        number=number,
        text_id=statement.text.id,
        content=statement.text.content,
        source_id="0" * 64,
        bytes_digest="1" * 64,
    )


def choose(statements, *, same_document=(), stored=()):
    same_slugs = {known.id: known for known in stored}
    return choose_ids(statements, same_document=same_document, same_slugs=same_slugs)


# --- the slug -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "slug"),
    [
        ({}, "nato-2022-03-24-brussels"),
        ({"number": "(2022) 061"}, "nato-2022-03-24-brussels"),
        ({"place": None}, "nato-2022-03-24"),
        ({"place": "Sharm el-Sheikh"}, "nato-2022-03-24-sharm-el-sheikh"),
        ({"place": "Tromsø"}, "nato-2022-03-24-tromso"),
        ({"issuers": (an_issuer("Tønder Dialogue", actor=None),)}, "tonder-dialogue-2022-03-24-brussels"),
        ({"issuers": (an_issuer("Italy", actor="ita"), an_issuer())}, "ita-2022-03-24-brussels"),
    ],
)
def test_a_statement_is_named_after_issuer_date_and_place(header, slug):
    assert choose([a_statement(**header)]) == (slug,)


def test_a_name_without_latin_letters_is_named_by_a_digest():
    (slug,) = choose([a_statement(issuers=(an_issuer("日本国", actor=None),))])
    assert slug.endswith("-2022-03-24-brussels")
    assert len(slug) == len("xxxxxxxx-2022-03-24-brussels")


@pytest.mark.parametrize(
    ("header", "start"),
    [({"adopted": None}, "nato-undated-brussels-"), ({"issuers": ()}, "unknown-2022-03-24-")],
)
def test_a_slug_that_does_not_tell_issuer_and_date_is_told_apart_from_the_first(header, start):
    one, other = a_statement(**header), a_statement(**header, title="Another declaration")
    (slug,), (other_slug,) = choose([one]), choose([other])
    assert slug.startswith(start)
    assert other_slug.startswith(start)
    assert slug != other_slug


def test_several_statements_of_one_document_always_carry_their_numbers():
    first = a_statement(CONTENT, number="1/CMA.1")
    second = a_statement(OTHER_CONTENT, number="2/CMA.1")
    assert choose([first, second]) == ("nato-2022-03-24-brussels-1-cma-1", "nato-2022-03-24-brussels-2-cma-1")


# --- statements that are stored -----------------------------------------------------------------------------


def test_a_different_statement_of_the_same_day_takes_its_number():
    taken = stored_as(a_statement(OTHER_CONTENT), "nato-2022-03-24-brussels", number="(2022) 060")
    assert choose([a_statement(number="(2022) 061")], stored=[taken]) == (
        "nato-2022-03-24-brussels-2022-061",
    )


def test_a_different_statement_without_number_takes_a_digest_of_its_title():
    taken = stored_as(a_statement(OTHER_CONTENT), "nato-2022-03-24-brussels")
    statement = a_statement()
    assert choose([statement], stored=[taken]) == (list_slugs(statement)[1],)
    assert choose([a_statement(title="JOINT  declaration of the leaders")], stored=[taken]) == choose(
        [statement], stored=[taken]
    )


def test_another_rendition_of_a_statement_is_the_statement():
    known = stored_as(a_statement(), "nato-2022-03-24-brussels")
    edited = a_statement(CONTENT.replace("2030", "2031"), title="Joint declaration (corrected)")
    assert choose([edited], stored=[known]) == ("nato-2022-03-24-brussels",)


def test_a_statement_stored_under_its_number_is_found_there():
    known = stored_as(a_statement(), "nato-2022-03-24-brussels-2022-061", number="(2022) 061")
    assert choose([a_statement(number="(2022) 061")], stored=[known]) == (
        "nato-2022-03-24-brussels-2022-061",
    )


def test_like_texts_with_different_numbers_are_different_statements():
    known = stored_as(a_statement(), "nato-2022-03-24-brussels", number="(2022) 060")
    assert choose([a_statement(number="(2022) 061")], stored=[known]) == (
        "nato-2022-03-24-brussels-2022-061",
    )


def test_the_same_document_keep_their_id_when_more_is_read_of_them():
    known = stored_as(a_statement(adopted=None), "nato-undated-brussels-abcdefgh")
    assert choose([a_statement()], same_document=[known]) == ("nato-undated-brussels-abcdefgh",)


def test_a_document_newly_taken_apart_keeps_the_old_id_with_the_part_most_like_it():
    known = stored_as(a_statement(CONTENT), "nato-2022-03-24-brussels")
    parts = [a_statement(OTHER_CONTENT, number="2"), a_statement(CONTENT, number="1")]
    assert choose(parts, same_document=[known]) == ("nato-2022-03-24-brussels-2", "nato-2022-03-24-brussels")


def test_the_same_text_twice_in_one_document_is_one_statement():
    statement = a_statement(title=None)
    first, second = choose([statement, statement])
    assert first == second


# --- acts and deadlines -------------------------------------------------------------------------------------


def test_an_act_is_named_by_statement_and_words():
    (pledge, call) = name_acts("a-statement", [an_act(), a_call()], [None, None], taken=set())
    assert (pledge, call) == ("plg_f2y3dkpf46vq", "cal_affnyq7pay4y")
    assert name_acts("another-statement", [an_act()], [None], taken=set()) != (pledge,)


def test_repeated_words_are_told_apart_by_their_occurrence():
    act = an_act()
    later = replace(act, span=Span(act.span.start + 100, act.span.end + 100))
    first, second = name_acts("a-statement", [act, later], [None, None], taken=set())
    assert first != second
    assert name_acts("a-statement", [act], [None], taken=set()) == (first,)


def test_a_matched_act_keeps_its_id_and_a_new_one_never_takes_it():
    act = an_act()
    (id_of_words,) = name_acts("a-statement", [act], [None], taken=set())
    moved = StoredAct(id_of_words, act.kind, Span(0, 5), "other words", is_active=True)
    other = an_act("We will double our support")
    kept, new = name_acts("a-statement", [other, act], [moved, None], taken={id_of_words})
    assert kept == id_of_words
    assert new not in (None, kept)


def test_acts_of_the_same_words_are_told_apart_however_many_they_are() -> None:
    acts = [an_act()] * 20_000
    assert len({*name_acts("a-statement", acts, [None] * len(acts), taken=set())}) == len(acts)


def test_deadlines_are_named_by_act_role_and_words():
    due = a_deadline()
    assert len(set(name_deadlines("plg_a", [due, due, a_deadline("2030")]))) == 3
    assert name_deadlines("plg_a", [due]) == name_deadlines("plg_a", [replace(due, latest=date(2031, 1, 1))])
    assert name_deadlines("plg_a", [due]) != name_deadlines("plg_b", [due])
