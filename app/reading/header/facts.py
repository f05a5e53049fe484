"""Everything known around a statement -> its header facts, and a doubt for each that is not known. Nothing is
guessed.

The order of trust: what somebody stated from outside, what the file declares of itself, what its lines and
first sentences say. The day a page was published is no day of adoption: it counts last, with a doubt.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from app.model import Doubt, Header, Issuer, Overrides
from app.reading.blocks import Declared
from app.reading.dates import find_ambiguous_date
from app.reading.header.adoption import find_adopted, find_place
from app.reading.header.issuers import find_issuers
from app.reading.header.language import find_language
from app.reading.header.surroundings import Surroundings, survey
from app.reading.header.symbols import find_number
from app.reading.header.titles import find_title
from app.reading.instruments import Instrument
from app.registry.facts import Registry
from app.resolution.names import resolve_name


def find_header(
    instrument: Instrument, declared: Declared, overrides: Overrides, registry: Registry
) -> tuple[Header, tuple[Doubt, ...]]:
    """The header of one statement. `declared` is what its file says of it."""
    around = survey(instrument.blocks, instrument.cover)
    title = overrides.title or declared.title or instrument.title or find_title(around.lines, registry)
    stated_issuers = overrides.issuers or declared.issuers
    adopted, date_doubts = _find_adopted(around, declared, overrides.adopted or declared.adopted)
    header = Header(
        title=title,
        issuers=_name_issuers(stated_issuers, registry)
        if stated_issuers
        else find_issuers(around, title, registry),
        adopted=adopted,
        place=overrides.place or declared.place or find_place(around),
        number=overrides.number or instrument.number or declared.number or find_number(around.front),
        url=overrides.url or declared.url,
        language=overrides.language
        or find_language(" ".join(block.text for block in around.content))
        or declared.language,
    )
    return header, (*date_doubts, *_find_doubts(header))


def _name_issuers(names: Sequence[str], registry: Registry) -> tuple[Issuer, ...]:
    """Issuers that somebody stated, by actor id or by name."""
    return tuple(
        Issuer(name, name if name in registry.actors else resolve_name(name, registry).actor)
        for name in names
    )


def _find_adopted(
    around: Surroundings, declared: Declared, stated: date | None
) -> tuple[date | None, tuple[Doubt, ...]]:
    if stated:
        return stated, ()
    adopted = find_adopted(around, declared.published)
    if adopted.is_publication:
        message = f"no day of adoption is named: {adopted.day} is the day the statement was put out"
        return adopted.day, (Doubt("date-of-publication", message),)
    if adopted.day is None:
        opening = " ".join(block.text for block in (*around.front, *around.body, *around.closing))
        if ambiguous := find_ambiguous_date(opening):
            return None, (Doubt("date-ambiguous", f"{ambiguous} can be read day first or month first"),)
        return None, (Doubt("date-unknown", "no day of adoption is named"),)
    return adopted.day, ()


def _find_doubts(header: Header) -> Iterator[Doubt]:
    if header.title is None:
        yield Doubt("title-unknown", "no line reads like a title")
    if not header.issuers:
        yield Doubt("issuer-unknown", "nobody is named who speaks")
    for issuer in header.issuers:
        if issuer.actor is None:
            yield Doubt("issuer-unresolved", f"the registry knows no one actor called {issuer.name!r}")
    if header.place is None:
        yield Doubt("place-unknown", "no place of adoption is named")
    if header.language is None:
        yield Doubt("language-unsure", "the language cannot be told from the text")
