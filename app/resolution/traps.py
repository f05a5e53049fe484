"""The words around an expression -> whether they make it no deadline: cited acts, reference years, conditions
(`rules/traps.yaml`).
"""

import re
from collections.abc import Collection

from app.resolution.patterns import Rule, Window, load_rules

REACH = 320
"""How many characters before an expression may matter."""
CLAUSE_END = re.compile(r"[.;:]\s|, (?=(?:and|but|we|the) )")


def find_trap(window: Window, start: int, end: int, *, frame: str, core: str) -> Rule | None:
    """The first rule that takes the expression between two indexes of the window away."""
    for rule in load_rules("traps"):
        applies = _covers(rule.fields["frames"], frame) and _covers(rule.fields["cores"], core)
        if applies and any(
            _holds(pattern, rule.fields["side"], window.folded, (start, end)) for pattern in rule.patterns
        ):
            return rule
    return None


def ends_with(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the pattern ends right where the text does; a match that fills its group `unless` does not
    count.
    """
    return any(
        match.end() == len(text) and not match.groupdict().get("unless") for match in pattern.finditer(text)
    )


def _covers(listed: Collection[str], name: str) -> bool:
    return "all" in listed or name in listed


def _holds(pattern: re.Pattern[str], side: str, folded: str, bounds: tuple[int, int]) -> bool:
    start, end = bounds
    left = folded[max(0, start - REACH) : start].rstrip(" (,")
    if side == "before":
        return ends_with(pattern, left[-80:])
    if side == "clause":
        return ends_with(pattern, CLAUSE_END.split(left)[-1])
    is_opening = not left or left[-1] in ".:;"
    return bool(pattern.match(folded, end)) and (side == "after" or is_opening)
