"""The head of an HTML page -> what it declares. Knows the meta vocabularies that publishers use; reads no
text.
"""

import re
from datetime import date

from selectolax.lexbor import LexborHTMLParser

from app.model import is_web_address
from app.reading.blocks import Declared
from app.reading.characters import clean_characters, fold_spaces

_TITLES = ("og:title", "dcterms.title", "dc.title", "citation_title", "twitter:title")
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "date",
    "pubdate",
)
_LANGUAGES = ("dcterms.language", "dc.language", "content-language", "language")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LANGUAGE = re.compile(r"([a-z]{2})(?:$|[-_])", re.I)
# Sites add their name to a page's title: "Statement | The Presidency".
_SITE_SUFFIX = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{2,60}$")


def find_declared(tree: LexborHTMLParser) -> Declared:
    """Title, day of publication, address and language, where the head has them."""
    metas: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        if value := _fold(attributes.get("content")):
            metas.setdefault(name.lower(), value)
    link = tree.css_first("link[rel=canonical][href]")
    address = link.attributes.get("href") if link else metas.get("og:url")
    return Declared(
        title=_find_title(tree, metas),
        published=_parse_day(_find_first(metas, _PUBLISHED)),
        url=address if address and is_web_address(address) else None,
        language=_parse_language(_find_first(metas, _LANGUAGES) or _find_language(tree)),
    )


def _find_title(tree: LexborHTMLParser, metas: dict[str, str]) -> str | None:
    """The declared title; where the page's heading is a part of it, the heading: the rest names the site."""
    node = tree.css_first("title")
    declared = _find_first(metas, _TITLES) or (_fold(node.text()) if node else None)
    heading = _fold(h1.text(separator=" ")) if (h1 := tree.css_first("h1")) else None
    if not declared or (heading and heading in declared):
        return heading or None
    return _SITE_SUFFIX.sub("", declared)


def _find_language(tree: LexborHTMLParser) -> str | None:
    return tree.root.attributes.get("lang") if tree.root else None


def _find_first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _parse_day(value: str | None) -> date | None:
    """The day of an ISO instant, as written; None for anything else: a meta element is not worth an error."""
    found = _ISO_DAY.match(value or "")
    try:
        return date.fromisoformat(found.group()) if found else None
    except ValueError:
        return None


def _parse_language(value: str | None) -> str | None:
    found = _LANGUAGE.match(value or "")
    return found.group(1).lower() if found else None


def _fold(value: str | None) -> str:
    return fold_spaces(clean_characters(value or ""))
