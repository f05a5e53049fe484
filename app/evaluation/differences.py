"""An act both see -> where coder and program differ, as words to show."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.evaluation.judging import Field, Finding
from app.evaluation.results import MatchedAct


@dataclass(frozen=True, slots=True)
class Difference:
    """What the coder wrote of a field, and what the program found."""

    field: Field | Finding
    expected: str
    found: str


def list_differences(matched: MatchedAct) -> Iterator[Difference]:
    """The fields of an act that are not as coded, in the order of the report."""
    for judgement in matched.judgements:
        if not judgement.is_right and judgement.field is not Field.OTHER_ACTOR:  # said as the actor's
            yield Difference(judgement.field, judgement.expected, judgement.found)
    gold, found = matched.gold, matched.found
    wordings = {
        Finding.DEADLINE: ([d.text for d in gold.deadlines], [d.text for d in found.deadlines]),
        Finding.QUANTITIES: (gold.quantities, found.quantities),
        Finding.CONDITIONS: (gold.conditions, found.conditions),
    }
    for finding, (expected, reported) in wordings.items():
        score = matched.findings[finding]
        if not score.gold == score.predicted == score.matched:
            yield Difference(finding, "; ".join(expected) or "none", "; ".join(reported) or "none")
