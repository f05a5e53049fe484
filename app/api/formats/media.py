"""The formats a list comes in, and which of them an `Accept` header asks for (RFC 9110, section 12.5.1)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A format by the end of its addresses and its media type. `is_declared`: it has operations in the
    contract, because every generator of clients knows its media type for what it is.
    """

    name: str
    suffix: str
    media_type: str
    is_declared: bool


JSON = Format("JSON", "", "application/json", is_declared=True)
CSV = Format("CSV", ".csv", "text/csv", is_declared=True)
JSONL = Format("JSON Lines", ".jsonl", "application/x-ndjson", is_declared=False)
# Some clients take `application/jsonl`, which begins like JSON, for JSON.
ATOM = Format("Atom", ".atom", "application/atom+xml", is_declared=False)
ICS = Format("iCalendar", ".ics", "text/calendar", is_declared=True)
FORMATS = (JSON, CSV, JSONL, ATOM, ICS)


def choose_format(accept: str, offered: Sequence[Format]) -> Format | None:
    """The offered format that the header likes best, the first of equals; None when it takes none of them.

    A header without anything legible asks for nothing: the first is as good as any.
    """
    ranges = dict(_parse_ranges(accept))
    if not ranges:
        return offered[0]
    best = max(offered, key=lambda format: _quality_of(format.media_type, ranges))
    return best if _quality_of(best.media_type, ranges) else None


def _parse_ranges(accept: str) -> Iterator[tuple[str, float]]:
    """Media ranges with their quality. Parameters other than `q` do not tell our formats apart."""
    for element in accept.lower().split(","):
        media_range, *parameters = (part.strip() for part in element.split(";"))
        weights = [parameter[2:] for parameter in parameters if parameter.startswith("q=")]
        try:
            quality = float(weights[0]) if weights else 1.0
        except ValueError:
            continue
        if "/" in media_range and 0 <= quality <= 1:
            yield media_range, quality


def _quality_of(media_type: str, ranges: dict[str, float]) -> float:
    """What the most specific range that holds the type says of it; 0 where none does."""
    wider = (media_type, f"{media_type.partition('/')[0]}/*", "*/*")
    return next((ranges[media_range] for media_range in wider if media_range in ranges), 0.0)
