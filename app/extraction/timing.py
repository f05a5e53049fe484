"""Attaches deadline expressions to acts: those in the act's own words, in the lead-in above it, and in the clause it continues.

The grammar of expressions is `app.resolution.expressions`; here it is only decided which act an expression belongs to. A deadline that opens the
first clause ("By 2030, we will X and Y"), or closes a series, governs the neighbouring conjuncts too (coding manual, settled case 12).
"""

from collections.abc import Iterable

from app.model import Act, DeadlineMention, Span
from app.resolution.expressions import find_expressions


def find_deadlines(content: str, span: Span, verb: str, lead: Span | None) -> tuple[DeadlineMention, ...]:
    """The deadline expressions that govern an act: in its words, and in the lead-in when it has one."""
    own = find_expressions(content, span, verb=verb)
    borrowed = find_expressions(content, lead, verb=verb) if lead is not None else ()
    return (*borrowed, *own)


def share_deadlines(acts: Iterable[Act]) -> tuple[Act, ...]:
    """Acts of one clause with the deadlines that govern them all."""
    return tuple(acts)
