"""The circumstances in which something was said: the point from which "in April", "our next Summit" and
"Madrid" are understood.
"""

from dataclasses import dataclass
from datetime import date

from app.model import Header


@dataclass(frozen=True, slots=True)
class Occasion:
    """When, by whom and where. `on` is None when the statement's date is not known: then nothing relative to
    it is resolved.

    `issuers` are actor ids, in the order of the header.
    """

    on: date | None
    issuers: tuple[str, ...] = ()
    place: str | None = None


def occasion_of(header: Header) -> Occasion:
    """A statement's occasion; issuers that the registry does not know are left out."""
    issuers = dict.fromkeys(issuer.actor for issuer in header.issuers if issuer.actor)
    return Occasion(header.adopted, tuple(issuers), header.place)
