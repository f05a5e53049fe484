"""The words of an act -> its quantities, conditions and scope. First version: filled in below."""

from app.model import Span, Wording


def find_quantities(content: str, span: Span) -> tuple[Wording, ...]:
    return ()


def find_conditions(content: str, span: Span) -> tuple[Wording, ...]:
    return ()


def find_scope(content: str, span: Span) -> tuple[Wording, ...]:
    return ()
