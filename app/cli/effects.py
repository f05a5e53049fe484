"""What becomes of an act -> words for people, a line for each field that changes."""

from collections.abc import Collection, Iterator
from typing import Any

from app.ingestion.effects import Effect
from app.store.differences import describe_record
from app.store.objects import Values
from app.store.tables import ActRow

LONGEST_QUOTE = 80


def tell_fields(effect: Effect, *, except_for: Collection[str] = ()) -> Iterator[str]:
    """What the act says in each field that changes, before and after."""
    now = describe_record(ActRow, effect.act, effect.act.facets)
    for name, was in effect.find_differences().items():
        if name not in except_for:
            yield f"{name}: {_write(was)} -> {_write(now.get(name))}"


def shorten(words: str) -> str:
    """The words in quotation marks and in one line, the end cut off where they are many; nothing for none."""
    line = " ".join(words.split())
    whole = line if len(line) <= LONGEST_QUOTE else f"{line[:LONGEST_QUOTE].rstrip()}..."
    return f'"{whole}"' if whole else ""


def _write(value: Any) -> str:
    """A field as `describe_record` gives it, in words; what an act binds follows from its actors, and is left
    out.
    """
    rows = value if isinstance(value, list) else [value] if value else []
    return "; ".join(dict.fromkeys(words for row in rows if (words := _write_part(row)))) or "nothing"


def _write_part(part: Any) -> str:
    """One value, or one part of an act."""
    match part:
        case {"kind": _}:
            return _write_deadline(part)
        case {"role": _}:
            return part["actor_id"] or shorten(part["name"])
        case {"theme_id": word} | {"rule": word} | {"forum": word}:
            return word or ""
        case {"text": text}:
            return shorten(text)
        case {"start_offset": start, "end_offset": end}:
            return f"{start}-{end}"
        case dict():
            return ""
        case _:
            return str(part)


def _write_deadline(deadline: Values) -> str:
    interval = f"{deadline['earliest'] or '..'}/{deadline['latest'] or '..'}"
    at = f" at {deadline['meeting_id']}" if deadline["meeting_id"] else ""
    return f"{shorten(deadline['text'])} {deadline['role']} {interval}{at}"
