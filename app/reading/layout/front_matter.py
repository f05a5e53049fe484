"""YAML front matter -> what it declares. Knows the keys that archives of statements use; a key it does not
know says nothing.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

import yaml

from app.errors import tell_in_a_line
from app.model import Doubt, is_web_address
from app.reading.blocks import Declared
from app.reading.characters import clean_characters, fold_spaces
from app.reading.dates import AmbiguousDate, parse_date

T = TypeVar("T")

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)

_TIME = re.compile(r"(?<=\d{4}-\d{2}-\d{2})[T ].*", re.S)

_TITLES = ("title", "doc_title")
_ISSUERS = ("issuers", "issuer", "actor", "actors")
_DATES = ("adopted", "adopted_date", "doc_date", "date")
_PUBLISHED = ("published", "published_time", "published_date", "issued", "release_date")
_PLACES = ("place", "location", "city", "venue")
_NUMBERS = ("number", "document_number", "symbol", "doc_symbol")
_ADDRESSES = ("source_url", "url", "link", "canonical", "source")
_LANGUAGES = ("language", "lang", "locale")


def has_front_matter(text: str) -> bool:
    """Whether `text` opens with a block between lines of three dashes."""
    return bool(_FRONT_MATTER.match(text))


def split_front_matter(text: str) -> tuple[Declared, str, tuple[Doubt, ...]]:
    """What the front matter declares, the text below it, and the doubts it leaves."""
    found = _FRONT_MATTER.match(text)
    if found is None:
        return Declared(), text, ()
    body = text[found.end() :]
    try:
        values = yaml.safe_load(found.group(1))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        message = f"the front matter is no YAML: {tell_in_a_line(error)}"
        return Declared(), body, (Doubt("front-matter-unreadable", message),)
    if not isinstance(values, dict):
        return Declared(), body, ()
    declared, doubts = _read({str(key).lower(): value for key, value in values.items()})
    return declared, body, doubts


def _read(values: dict[str, Any]) -> tuple[Declared, tuple[Doubt, ...]]:
    doubts: list[Doubt] = []
    issuers = _find(values, _ISSUERS, lambda value: value)
    return (
        Declared(
            title=_find(values, _TITLES, _as_text),
            issuers=tuple(filter(None, map(_as_text, issuers if isinstance(issuers, list) else [issuers]))),
            adopted=_find(values, _DATES, lambda value: _as_date(value, doubts)),
            published=_find(values, _PUBLISHED, lambda value: _as_date(value, doubts)),
            place=_find(values, _PLACES, _as_text),
            number=_find(values, _NUMBERS, _as_text),
            url=_find(values, _ADDRESSES, _as_address),
            language=_find(values, _LANGUAGES, _as_language),
        ),
        tuple(doubts),
    )


def _find(values: dict[str, Any], keys: tuple[str, ...], read: Callable[[Any], T | None]) -> T | None:
    """The first of `keys` that `read` makes something of."""
    return next((found for key in keys if (found := read(values.get(key))) is not None), None)


def _as_text(value: object) -> str | None:
    if not isinstance(value, str | int):
        return None
    return fold_spaces(clean_characters(str(value))).rstrip(" :;/") or None


def _as_date(value: object, doubts: list[Doubt]) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return parse_date(_TIME.sub("", value)) if isinstance(value, str) else None
    except AmbiguousDate as error:
        doubts.append(Doubt("date-ambiguous", f"the front matter's date: {error}"))
    except ValueError:
        doubts.append(Doubt("date-unreadable", f"the front matter's date is not one: {value!r}"))
    return None


def _as_address(value: object) -> str | None:
    return address if isinstance(value, str) and is_web_address(address := value.strip()) else None


def _as_language(value: object) -> str | None:
    found = re.match(r"([a-z]{2})(?:$|[-_])", value.lower()) if isinstance(value, str) else None
    return found.group(1) if found else None
