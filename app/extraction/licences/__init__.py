"""The ordered table of rules: which verb phrase is an act, of which kind, stage and firmness.

Each rule reads one clause and answers or passes; the first that answers decides. Find first, judge later: the
walk (`walk.py`) has found the clause, and nothing here looks at coordination, spans or who exactly is meant.
Definitions are those of the coding manual (kinds, tie-breaks, firmness); words and examples are in `rules/`.
"""

from collections.abc import Callable

from app.extraction.findings import Licence
from app.extraction.licences.commissives import (
    announcing,
    commissive,
    setting_goal,
)
from app.extraction.licences.decisions import decided, decision_reached, impersonal
from app.extraction.licences.directives import (
    directive,
    instruction,
    joined_directive,
    passive_directive,
    restated_directive,
)
from app.extraction.licences.duties import duty
from app.extraction.licences.futures import arranged, future, headlined
from app.extraction.licences.items import gerund_item, infinitive_item
from app.extraction.licences.measures import (
    hereby_done,
    in_process,
    perfect,
    performative,
    present_continue,
    present_provision,
    pride,
    progressive,
    reported,
)
from app.extraction.licences.scene import Scene
from app.extraction.licences.states import (
    commitment_adjunct,
    gathering,
    intention,
    predicative,
    priority,
    resolved_adjunct,
    restating,
    standing_commitment,
)

RULES: tuple[Callable[[Scene], Licence | None], ...] = (
    decided,
    duty,
    priority,
    future,
    arranged,
    headlined,
    setting_goal,
    hereby_done,
    decision_reached,
    perfect,
    pride,
    joined_directive,
    predicative,
    resolved_adjunct,
    progressive,
    in_process,
    standing_commitment,
    intention,
    restated_directive,
    instruction,
    passive_directive,
    restating,
    gathering,
    announcing,
    commitment_adjunct,
    present_continue,
    directive,
    commissive,
    impersonal,
    performative,
    reported,
    present_provision,
    gerund_item,
    infinitive_item,
)


def license_clause(scene: Scene) -> Licence | None:
    """The answer of the first rule that has one."""
    if scene.is_unsaid:
        return None
    return next((licence for rule in RULES if (licence := rule(scene)) is not None), None)
