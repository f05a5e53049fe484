"""Results to report: two statements compared, commitments looked for, a statement's density."""

from app.evaluation import Measured
from app.evaluation.coding import CodedKind
from app.evaluation.density import Density
from app.evaluation.gold_names import GoldNames
from app.evaluation.priority import PriorityItem, PriorityResult
from app.evaluation.reliability import measure_reliability
from app.evaluation.results import Evaluation, compare_acts
from app.extraction.confidence import Maker, Record
from tests.evaluation.rows import a_coded_deadline, a_row

WILL = Maker("will", is_later=False)
NAMES = GoldNames(ids=frozenset(), table={})


def an_evaluation() -> Evaluation:
    """Harbour: one act in both, one missed, one unfounded. Road: one act in both, of another kind."""
    harbour = compare_acts(
        (
            a_row("We will fund the harbour", deadlines=(a_coded_deadline(),)),
            a_row("We shall dredge the bay", quantities=("two bays", "9 ships")),
        ),
        (a_row("we will fund the new harbour"), a_row("The weather was fine")),
        NAMES,
        stem="harbour",
    )
    road = compare_acts(
        (a_row("We have built the road", kind=CodedKind.MEASURE),),
        (a_row("We have built the road"),),
        NAMES,
        stem="road",
    )
    return Evaluation((harbour, road))


def a_priority_result() -> PriorityResult:
    """One commitment found, one missed, of two bodies."""
    wells = PriorityItem("seoul-1", "G20", "Seoul 2010", 2010, "We will build wells")
    roads = PriorityItem("elmau-2", "G7/G8", "G7/G8 2015", 2015, "Roads for all")
    return PriorityResult(found=(wells,), missed=(roads,))


def everything_measured() -> Measured:
    reliability = measure_reliability([{WILL: Record(9, 10)}, {WILL: Record(8, 10)}])
    densities = (Density("wells", words=250, pledges=5),)
    return Measured(an_evaluation(), reliability, a_priority_result(), densities)
