import pytest

from app.extraction.confidence import (
    TALLY,
    Maker,
    Record,
    estimate,
    maker_of,
    parse_tally,
    render_tally,
)
from app.extraction.lexicon import RULES
from app.model import Firing
from tests.extraction.said import acts_of

WILL = Maker("pledge.auxiliary", is_later=False)
LATER = Maker("pledge.auxiliary", is_later=True)


def makers_of(*passages: str | tuple[str, int]) -> list[Maker]:
    return [maker_of(act.trace) for act in acts_of(*passages)]


def test_a_later_verb_of_a_series_is_told_from_the_first() -> None:
    assert makers_of("We will train nurses and build two wells.") == [WILL, LATER]


def test_a_lead_in_makes_no_act_by_itself() -> None:
    assert makers_of("We will:", ("train nurses", 1)) == [WILL]


def test_the_verb_that_restates_is_what_made_the_act() -> None:
    (maker,) = makers_of("We reiterate that we will train nurses.")
    assert maker.rule.startswith("reaffirmation.")


@pytest.mark.parametrize(
    ("record", "confidence"),
    [(Record(0, 0), 0.9), (Record(8, 8), 0.95), (Record(0, 8), 0.45), (Record(0, 72), 0.09)],
)
def test_few_acts_of_a_rule_leave_it_near_the_share_of_all(record: Record, confidence: float) -> None:
    """All first verbs together: 89 of 98, by the rule of succession 90 of 100."""
    others = Record(89 - record.right, 98 - record.found)
    tally = {WILL: record, Maker("call.urge", is_later=False): others, LATER: Record(0, 50)}
    assert estimate(WILL, tally) == confidence


def test_a_rule_is_as_good_as_any_where_nothing_was_counted() -> None:
    assert estimate(WILL, {}) == 0.5


def test_a_tally_is_read_as_it_was_written() -> None:
    tally = {WILL: Record(9, 10), LATER: Record(3, 5), Maker("call.urge", is_later=False): Record(4, 4)}
    written = render_tally(tally)
    assert parse_tally(written.encode()) == tally
    assert written.splitlines() == [
        "{",
        '"call.urge": {"first":[4,4]},',
        '"pledge.auxiliary": {"first":[9,10],"later":[3,5]}',
        "}",
    ]


def test_the_shipped_tally_is_sound_and_names_rules_that_exist() -> None:
    tally = parse_tally(TALLY.read_bytes())
    assert all(0 <= record.right <= record.found for record in tally.values())
    files = [*RULES.glob("*.yaml"), *RULES.parent.rglob("*.py")]
    source = "".join(path.read_text(encoding="utf-8") for path in files)
    assert [maker.rule for maker in tally if maker.rule not in source] == []


def test_the_trace_of_an_act_decides_its_confidence() -> None:
    first, later = acts_of("We will train nurses and build two wells.")
    tally = parse_tally(TALLY.read_bytes())
    assert (first.confidence, later.confidence) == (estimate(WILL, tally), estimate(LATER, tally))


def test_who_made_it_is_read_from_the_trace_alone() -> None:
    trace = [Firing("leadin"), Firing("call.urge"), Firing("coordination")]
    assert maker_of(trace) == Maker("call.urge", is_later=True)
