"""A resolved act -> lines that say which rules fired on which words, and which words became which facts."""

from collections.abc import Iterable, Iterator

from app.model import Deadline, Firing, Party, ResolvedAct, Wording


def explain_act(resolved: ResolvedAct, content: str) -> Iterator[str]:
    """In the order of the API's explanation. Only words of the text are shown as words: an actor nobody
    named is told as inferred.
    """
    act = resolved.act
    for firing in act.trace:
        yield f"    {firing.rule:32} {_tell_words(firing, content)}"
    for party in resolved.parties:
        yield _line(party.role, _fold(party.text) if party.span else "(inferred)", _name(party))
    for deadline in resolved.deadlines:
        yield _line("deadline", _fold(deadline.text), f"{_interval(deadline)} by {deadline.rule}")
    for match in resolved.themes:
        yield _line("theme", _join(match.words), match.theme)
    for label, wordings in (
        ("condition", act.conditions),
        ("scope", act.scope),
        ("quantity", act.quantities),
    ):
        for wording in wordings:
            yield f"    {label:32} {_fold(wording.text)}"


def _tell_words(firing: Firing, content: str) -> str:
    words = _fold(firing.span.quote(content)) if firing.span else ""
    supplied = f"(supplied: {_fold(firing.supplied)})" if firing.supplied else ""
    return " ".join(filter(None, (words, supplied))) or "(no words of the text)"


def _line(label: str, words: str, fact: str) -> str:
    return f"    {label:32} {words} -> {fact}"


def _name(party: Party) -> str:
    if party.candidates and party.actor is None:
        return f"one of {', '.join(party.candidates)}"
    return party.actor or "nobody known"


def _interval(deadline: Deadline) -> str:
    interval = f"{deadline.earliest or '..'}/{deadline.latest or '..'}"
    return f"{interval} ({deadline.meeting})" if deadline.meeting else interval


def _join(wordings: Iterable[Wording]) -> str:
    return "; ".join(_fold(wording.text) for wording in wordings)


def _fold(words: str) -> str:
    """On one line, as printed text wraps anywhere."""
    return " ".join(words.split())
