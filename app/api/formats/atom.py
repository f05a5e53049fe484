"""A page of a list -> a feed in Atom (RFC 4287) that links to its next page (RFC 5005).

Ids are UUIDs made of paths: they stay when the service moves to another address.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from html import escape
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, SubElement, tostring

from starlette.requests import Request

from app.api.formats.entries import SERVICE, Entry, drop_illegal, make_uuid, name_list
from app.api.formats.media import ATOM
from app.api.formats.parameters import OF_A_PAGE
from app.api.links import page_url, public_url
from app.api.paging import Page

ATOM_NAMESPACE = "http://www.w3.org/2005/Atom"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without entries changed last."""


def write_atom(request: Request, page: Page, entries: Sequence[Entry]) -> bytes:
    """The feed in UTF-8, its entries as they come."""
    address, root = request.scope["path"], public_url(request)
    path = address.removesuffix(ATOM.suffix)
    asked = [pair for pair in request.query_params.multi_items() if pair[0] not in OF_A_PAGE]
    feed = Element("feed", xmlns=ATOM_NAMESPACE)
    _add(feed, "id", make_uuid(f"{address}?{urlencode(sorted(asked))}").urn)
    _add(feed, "title", name_list(path, asked))
    _add(feed, "updated", max((entry.updated for entry in entries), default=NEVER).isoformat())
    _add(SubElement(feed, "author"), "name", SERVICE)
    for relation, cursor in _list_pages(request, page):
        _link(feed, relation, page_url(request, cursor=cursor), ATOM.media_type)
    for entry in entries:
        _add_entry(feed, entry, path, root)
    return bytes(tostring(feed, encoding="utf-8", xml_declaration=True))


def _list_pages(request: Request, page: Page) -> Iterator[tuple[str, str | None]]:
    """The pages to link to, each with its cursor."""
    yield "self", request.query_params.get("cursor")
    yield "first", None
    if page.next_cursor:
        yield "next", page.next_cursor


def _add_entry(feed: Element, entry: Entry, path: str, root: str) -> None:
    added = SubElement(feed, "entry")
    _add(added, "id", make_uuid(path + entry.address).urn)
    _add(added, "title", entry.short_title)
    _add(added, "updated", entry.updated.isoformat())
    if entry.published:
        _add(added, "published", entry.published.isoformat())
    for author in entry.authors:
        _add(SubElement(added, "author"), "name", author)
    for term, label in entry.categories.items():
        SubElement(added, "category", term=term, label=label)
    _link(added, "alternate", f"{root}{path}{entry.address}", "application/json")
    if entry.via:
        SubElement(added, "link", rel="via", href=drop_illegal(entry.via))
    _add(added, "content", _write_html(entry), type="html")


def _write_html(entry: Entry) -> str:
    quote = f"<blockquote>{escape(entry.quote)}</blockquote>" if entry.quote else ""
    return quote + "".join(f"<p>{escape(line)}</p>" for line in entry.lines)


def _add(parent: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(parent, tag, attributes).text = drop_illegal(text)


def _link(parent: Element, relation: str, address: str, media_type: str) -> None:
    SubElement(parent, "link", rel=relation, href=address, type=media_type)
