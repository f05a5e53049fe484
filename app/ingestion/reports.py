"""What a run tells about itself: one report a statement or failed document while it goes on, and the tally at
the end.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.model import Doubt
from app.vocabulary import Outcome, RunState

RESOLVED_ANEW = "acts_resolved_anew"
"""Key of the tally: stored acts that an update of the registry changed, in deadlines or in whom they bind."""

_LINE_BREAKS = re.compile("[\n-\r\x85\u2028\u2029]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class ActTally:
    """What was done with the acts of a statement."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class StatementReport:
    """What a run did with one statement; with a whole document where it could not be read.

    `name` is the document's. `statement_id` is None, and `message` says why, where the outcome is `failed`.
    `conflicts`: where what people decided and what was found have come apart.
    """

    name: str
    outcome: Outcome
    statement_id: str | None = None
    message: str | None = None
    acts: ActTally = ActTally()
    doubts: tuple[Doubt, ...] = ()
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RunReport:
    """A run that has ended: its id, how, and what it did."""

    run_id: str
    state: RunState
    statements: tuple[StatementReport, ...]
    resolved_anew: int = 0

    @property
    def tally(self) -> dict[str, int]:
        """As `tally_reports` counts, and the stored acts that an update of the registry changed."""
        return tally_reports(self.statements) | {RESOLVED_ANEW: self.resolved_anew}


def tally_reports(reports: Iterable[StatementReport]) -> dict[str, int]:
    """Number of statements by outcome, of acts by what was done with them (`acts_updated`), of doubts, and of
    corrections in conflict.
    """
    tally = {outcome.value: 0 for outcome in Outcome}
    tally |= dict.fromkeys(("acts_inserted", "acts_updated", "acts_withdrawn", "doubts", "conflicts"), 0)
    for report in reports:
        tally[report.outcome.value] += 1
        tally["acts_inserted"] += report.acts.inserted
        tally["acts_updated"] += report.acts.updated
        tally["acts_withdrawn"] += report.acts.withdrawn
        tally["doubts"] += len(report.doubts)
        tally["conflicts"] += len(report.conflicts)
    return tally


def make_printable(words: str) -> str:
    """The words as every terminal and database takes them, in one line: names of files may hold line breaks,
    and bytes that are no text.
    """
    text = _LINE_BREAKS.sub(" ", words.encode(errors="replace").decode())
    return _CONTROL.sub("?", text)
