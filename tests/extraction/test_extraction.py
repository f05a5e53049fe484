"""What holds for every act of every text: exact evidence, order, no duplicates, the same result twice."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.extraction import extract_acts
from app.model import Act, Document, Statement
from app.reading import read_document
from app.registry import load_registry
from app.resolution.speakers import build_speaker
from app.vocabulary import ActKind, ActorRole
from tests.extraction.said import a_speaker, a_statement_of, acts_of

SAMPLES = Path(__file__).parent.parent.parent / "samples" / "statements"
PARTS = [
    "We will continue to train",
    "and will",
    "the coast guard",
    "(a) open schools;",
    "by 2030",
    "Russia must",
    "stop",
    "to",
    ":",
    ";",
    "—",
    "“quoted”",
    "We call on all states to",
    "their ships",
    "as appropriate",
    "Decides that",
    "$5 million",
    "İstanbul",
    "não",
    "👩‍🚀",
    "We remain committed to",
    "protecting",
    "which will",
    "not",
    "No. 5",
    "U.S.",
]  # fmt: skip


def assert_sound(content: str, acts: tuple[Act, ...]) -> None:
    """The invariants of evidence."""
    assert [act.span for act in acts] == sorted(
        {act.span for act in acts}, key=lambda span: (span.start, span.end)
    )
    for act in acts:
        assert content[act.span.start : act.span.end] == act.quote
        assert act.quote == act.quote.strip()
        for found in (*act.quantities, *act.conditions, *act.scope, *act.deadlines):
            assert content[found.span.start : found.span.end] == found.text
        for mention in act.mentions:
            assert mention.span is None or content[mention.span.start : mention.span.end] == mention.text
        assert 0 <= act.confidence <= 1
        assert act.trace


def acts_of_statement(statement: Statement) -> tuple[Act, ...]:
    return extract_acts(statement, build_speaker(statement.header, load_registry()))


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda p: p.name)
def test_evidence_is_exact_in_every_sample(path: Path) -> None:
    for statement in read_document(Document(path.name, path.read_bytes()), load_registry()):
        acts = acts_of_statement(statement)
        assert acts
        assert_sound(statement.text.content, acts)


def test_evidence_is_exact_in_every_shared_statement(shared: Path) -> None:
    found = 0
    for path in sorted((shared / "statements").iterdir()):
        for statement in read_document(Document(path.name, path.read_bytes()), load_registry()):
            acts = acts_of_statement(statement)
            assert_sound(statement.text.content, acts)
            found += len(acts)
    assert found > 1_000


@given(
    st.lists(st.lists(st.sampled_from(PARTS), min_size=1, max_size=12).map(" ".join), min_size=1, max_size=4)
)
@example(["We remain committed to :", "; protecting their ships"])
@example(["; Decides to act; ; Also requests Parties to report"])
@settings(max_examples=60, deadline=None)
def test_evidence_is_exact_in_texts_that_make_no_sense(paragraphs: list[str]) -> None:
    statement = a_statement_of(*paragraphs)
    assert_sound(statement.text.content, extract_acts(statement, a_speaker("nato")))


@given(st.text(min_size=1, max_size=300))
@settings(max_examples=40, deadline=None)
def test_no_text_breaks_extraction(content: str) -> None:
    statement = a_statement_of(content)
    assert_sound(content, extract_acts(statement, a_speaker()))


def test_the_same_text_gives_the_same_acts() -> None:
    sentence = "We will open two schools by 2030, train nurses and call on donors to help."
    assert acts_of(sentence) == acts_of(sentence)


def test_a_text_without_acts_gives_none() -> None:
    assert acts_of("The river rises in the hills and flows past three towns to the sea.") == ()


def test_a_truncated_beginning_makes_no_act() -> None:
    statement = a_statement_of("values that we will defend at all times. We will open a school.")
    first = statement.passages[0]
    truncated = type(first)(ordinal=0, kind=first.kind, span=first.span, is_truncated=True)
    acts = extract_acts(Statement(statement.header, statement.text, (truncated,)), a_speaker())
    assert [act.quote for act in acts] == ["We will open a school"]


def test_a_pledge_names_who_is_bound_and_a_call_who_is_asked() -> None:
    (pledge,) = acts_of("Foreign Ministers will discuss the matter in April.", by=("nato",))
    assert [(m.role, m.text, m.is_issuer) for m in pledge.mentions] == [
        (ActorRole.PROMISOR, "Foreign Ministers", False)
    ]
    (call,) = acts_of("We urge Belarus to release the prisoners.", by=("nato",))
    assert call.kind is ActKind.CALL
    assert [(m.role, m.text, m.is_issuer) for m in call.mentions] == [
        (ActorRole.CALLER, "We", True),
        (ActorRole.ADDRESSEE, "Belarus", False),
    ]


def test_nobody_named_means_the_issuers() -> None:
    (measure,) = acts_of("Heavy sanctions have been imposed on the regime.", by=("nato",))
    assert [(m.role, m.text, m.span, m.is_issuer) for m in measure.mentions] == [
        (ActorRole.PROMISOR, "", None, True)
    ]


def test_a_deadline_that_opens_a_series_governs_all_of_it() -> None:
    acts = acts_of("By 2030, we will double the fleet and close the mines.")
    assert [[d.text for d in act.deadlines] for act in acts] == [["By 2030"], ["By 2030"]]


def test_a_chapeau_lends_its_deadline_to_its_items() -> None:
    acts = acts_of("By 2030, we will:", ("Double the fleet;", 1), ("Close the mines.", 1))
    assert [[d.text for d in act.deadlines] for act in acts] == [["By 2030"], ["By 2030"]]


def test_figures_conditions_and_scope_are_recorded_as_written() -> None:
    (act,) = acts_of("We will deliver at least 40,000 tents, as appropriate, with the exception of Malta.")
    assert [q.text for q in act.quantities] == ["at least 40,000 tents"]
    assert [c.text for c in act.conditions] == ["as appropriate"]
    assert [s.text for s in act.scope] == ["with the exception of Malta"]


def test_in_a_report_would_is_will() -> None:
    report = (
        "Ministers noted the drought. They reaffirmed the treaty, welcomed the envoy and recalled the talks."
    )
    would = "A joint study would be made of the rivers."
    assert [act.quote for act in acts_of(report, would)] == ["A joint study would be made of the rivers"]
    assert acts_of("We noted the drought and welcomed the envoy.", would) == ()


def test_a_verb_far_from_its_subject_is_found_with_the_words_before_it() -> None:
    roll = "We, the Heads of State and Government of the island states, assembled in Suva for the first time"
    adjunct = "Given the drought in the valleys, and the loss of two harvests"
    acts = acts_of(
        f"{roll}, reaffirm our commitment to saving the reefs.", f"{adjunct}, commit to sharing seeds."
    )
    assert [act.quote for act in acts] == [
        f"{roll}, reaffirm our commitment to saving the reefs",
        f"{adjunct}, commit to sharing seeds",
    ]


def test_an_imperative_has_its_deadline_once() -> None:
    (act,) = acts_of("Improve the early warning along the river by 2030.")
    assert [deadline.text for deadline in act.deadlines] == ["by 2030"]


def test_a_verb_takes_its_particle_along() -> None:
    (act,) = acts_of("We will set up three offices in the north.")
    assert (act.verb, act.object) == ("set up", "three offices in the north")
    assert [quantity.text for quantity in act.quantities] == ["three offices"]


def test_paragraphs_that_open_with_to_go_on_with_what_is_agreed() -> None:
    acts = acts_of("We agree:", "To end overfishing by 2035 and to map the reefs.", "To meet every year.")
    assert [act.quote for act in acts] == ["end overfishing by 2035", "map the reefs", "meet every year"]
    assert acts_of("The report has three aims:", "To end overfishing.") == ()
