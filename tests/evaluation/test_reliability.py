from app.evaluation.coding import code_act
from app.evaluation.prediction import Prediction
from app.evaluation.reliability import add_tallies, count_makers, measure_reliability
from app.evaluation.results import compare_acts
from app.extraction.confidence import Maker, Record
from app.model import Firing, ResolvedAct
from app.resolution.speakers import build_speaker
from tests.builders import a_header, a_registry, an_act
from tests.evaluation.results import NAMES
from tests.evaluation.rows import a_row

WILL = Maker("will", is_later=False)
URGE = Maker("urge", is_later=False)
CONTENT = "We will fund the harbour. The wind will blow."


def a_prediction(quote: str, number: int) -> Prediction:
    act = an_act(quote, within=CONTENT, trace=(Firing("will"),))
    speaker = build_speaker(a_header(), a_registry())
    return Prediction(act, code_act(ResolvedAct(act), speaker, act_id=f"harbour-{number:02}"))


def test_an_act_that_coders_marked_is_right_and_another_is_not() -> None:
    predictions = [a_prediction("We will fund the harbour", 1), a_prediction("The wind will blow", 2)]
    found = tuple(prediction.coded for prediction in predictions)
    result = compare_acts((a_row("We will fund the harbour"),), found, NAMES, stem="harbour")
    assert count_makers(result, predictions) == {WILL: Record(right=1, found=2)}


def test_tallies_add_up() -> None:
    tallies = [{WILL: Record(1, 2)}, {WILL: Record(3, 3), URGE: Record(0, 1)}]
    assert add_tallies(tallies) == {WILL: Record(4, 5), URGE: Record(0, 1)}


def test_a_statement_is_rated_by_the_others_only() -> None:
    """Where the first has only right acts and the second only wrong ones, each is rated by the other."""
    reliability = measure_reliability([{WILL: Record(98, 98)}, {WILL: Record(0, 98)}])
    low, high = reliability.bins
    assert (low.low, low.high, low.found, low.right) == (0.0, 0.2, 98, 98)
    assert (high.low, high.high, high.found, high.right) == (0.8, 1.0, 98, 0)
    assert low.confidence < 0.02
    assert high.confidence > 0.98
    assert reliability.error > 0.98
    assert reliability.tally == {WILL: Record(98, 196)}


def test_confidence_that_keeps_its_word_has_no_error() -> None:
    statement = {WILL: Record(90, 100)}
    reliability = measure_reliability([statement, statement])
    (only,) = reliability.bins
    assert (only.found, only.share) == (200, 0.9)
    assert reliability.error < 0.01


def test_where_nothing_was_found_nothing_is_wrong() -> None:
    reliability = measure_reliability([{}, {}])
    assert (reliability.bins, reliability.error) == ((), 0.0)
