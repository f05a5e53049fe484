"""The coders' rows and the program's -> what agrees and what does not, a statement at a time and pooled."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from app.evaluation.coding import CodedAct
from app.evaluation.gold_names import GoldNames
from app.evaluation.judging import Field, Finding, Judgement, count_findings, judge_fields
from app.evaluation.matching import match_wordings
from app.evaluation.scores import Accuracy, Detection


@dataclass(frozen=True)
class MatchedAct:
    """An act both see, and how they agree on it."""

    gold: CodedAct
    found: CodedAct
    judgements: tuple[Judgement, ...]
    findings: dict[Finding, Detection]


@dataclass(frozen=True)
class StatementResult:
    """What came of one statement: acts both see, acts the program missed, acts it alone sees."""

    stem: str
    matched: tuple[MatchedAct, ...]
    missed: tuple[CodedAct, ...]
    unfounded: tuple[CodedAct, ...]
    coded: Counter[Field | Finding]
    """How many of each were coded, in matched acts and missed ones."""

    @property
    def spans(self) -> Detection:
        """The acts as such, whatever their fields."""
        both = len(self.matched)
        return Detection(both + len(self.missed), both + len(self.unfounded), both)


@dataclass(frozen=True)
class Evaluation:
    """All statements, and the sums over them."""

    statements: tuple[StatementResult, ...]

    @property
    def spans(self) -> Detection:
        """Spans pooled over the statements."""
        return sum((statement.spans for statement in self.statements), Detection())

    @cached_property
    def fields(self) -> dict[Field, Accuracy]:
        """Accuracy on matched acts, pooled."""
        judgements = list(chain.from_iterable(act.judgements for act in self._matched()))
        return {field: _count_right(judgements, field) for field in Field}

    @cached_property
    def findings(self) -> dict[Finding, Detection]:
        """Detection on matched acts, pooled."""
        return {
            finding: sum((act.findings[finding] for act in self._matched()), Detection())
            for finding in Finding
        }

    @cached_property
    def coded(self) -> Counter[Field | Finding]:
        """How many of each were coded, in all acts."""
        return sum((statement.coded for statement in self.statements), Counter())

    def _matched(self) -> Iterable[MatchedAct]:
        return chain.from_iterable(statement.matched for statement in self.statements)


def compare_acts(
    gold: tuple[CodedAct, ...], found: tuple[CodedAct, ...], names: GoldNames, *, stem: str
) -> StatementResult:
    """Pairs the two codings of one statement and judges each pair."""
    pairs = match_wordings([act.text for act in gold], [act.text for act in found])
    matched_gold = {pair.gold for pair in pairs}
    matched_found = {pair.predicted for pair in pairs}
    return StatementResult(
        stem=stem,
        matched=tuple(_judge_act(gold[pair.gold], found[pair.predicted], names) for pair in pairs),
        missed=tuple(act for n, act in enumerate(gold) if n not in matched_gold),
        unfounded=tuple(act for n, act in enumerate(found) if n not in matched_found),
        coded=sum((_count_coded(act, names) for act in gold), Counter()),
    )


def _judge_act(gold: CodedAct, found: CodedAct, names: GoldNames) -> MatchedAct:
    return MatchedAct(gold, found, judge_fields(gold, found, names), count_findings(gold, found))


def _count_coded(act: CodedAct, names: GoldNames) -> Counter[Field | Finding]:
    """What a coder's row gives to judge by: what it is judged by against itself."""
    counts: Counter[Field | Finding] = Counter(judged.field for judged in judge_fields(act, act, names))
    for finding, score in count_findings(act, act).items():
        counts[finding] += score.gold
    return counts


def _count_right(judgements: Iterable[Judgement], field: Field) -> Accuracy:
    verdicts = [judgement.is_right for judgement in judgements if judgement.field is field]
    return Accuracy(sum(verdicts), len(verdicts))
