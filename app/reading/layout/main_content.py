"""A page's tree -> the part of it that is the document. Knows elements, roles and the share of text that is
links; knows no publisher.

Hidden and navigational elements count for nothing. The search goes down from the body as long as one child
holds nearly all the text that is not links and does not lose the page's first heading. Short containers that
consist of links are furniture as well.
"""

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

_UNREAD_TAGS = (
    "script style noscript template iframe svg canvas object embed audio video form button select input "
    "textarea dialog nav aside footer head title"
)
_NO_CONTENT = frozenset(_UNREAD_TAGS.split())
_UNREAD_ROLES = (
    "navigation banner contentinfo search dialog alertdialog complementary menu menubar toolbar tooltip"
)
_NO_CONTENT_ROLES = frozenset(_UNREAD_ROLES.split())
# Names that site builders give to furniture; matched as whole words of `class` and `id`.
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:breadcrumbs?|cookies?|consent|gdpr|newsletter|pager|pagination|related|share|sharing|sidebar|skip|social|"
    r"subscribe|toolbar|masthead)(?:$|[\s_-])",
    re.I,
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CONTAINERS = frozenset({"div", "section", "ul", "ol", "table", "p"})
_NEARLY_ALL = 0.8
_MOSTLY_LINKS = 0.7
_FEW_CHARACTERS = 400


@dataclass
class MainContent:
    """The node that holds the document, and the elements within it (by `mem_id`) that are furniture."""

    root: LexborNode
    furniture: set[int] = field(default_factory=set)

    def skips(self, node: LexborNode) -> bool:
        """Whether a reader of the document passes over the element."""
        return node.mem_id in self.furniture or is_unseen(node)


@dataclass(frozen=True, slots=True)
class _Amount:
    """Characters of an element that are no link, and those that are."""

    plain: int = 0
    linked: int = 0

    def plus(self, other: "_Amount") -> "_Amount":
        return _Amount(self.plain + other.plain, self.linked + other.linked)


def is_unseen(node: LexborNode) -> bool:
    """Whether the element is hidden or, by its tag or role, no part of any text."""
    attributes = node.attributes
    return (
        node.tag in _NO_CONTENT
        or attributes.get("role") in _NO_CONTENT_ROLES
        or "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(_HIDDEN_STYLE.search(attributes.get("style") or ""))
    )


def find_main_content(body: LexborNode) -> MainContent:
    """The smallest part of the page that holds nearly all of its text, with its heading."""
    amounts: dict[int, _Amount] = {}
    total = _measure(body, amounts).plain
    furniture = {
        node.mem_id
        for node in body.traverse()
        if node.mem_id in amounts and _is_furniture(node, amounts[node.mem_id], total)
    }
    return MainContent(_descend(body, amounts), furniture)


def _measure(node: LexborNode, amounts: dict[int, _Amount]) -> _Amount:
    """Fills `amounts` for every element under `node` that is seen."""
    amount = _Amount()
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            amount = amount.plus(_Amount(plain=len((child.text_content or "").strip())))
        elif child.tag and child.tag[0].isalpha() and not is_unseen(child):
            amount = amount.plus(_measure(child, amounts))
    if node.tag == "a" and "href" in node.attributes:
        amount = _Amount(linked=amount.plain + amount.linked)
    amounts[node.mem_id] = amount
    return amount


def _is_furniture(node: LexborNode, amount: _Amount, total: int) -> bool:
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    is_named = node.tag not in ("body", "main", "article") and bool(_FURNITURE_NAMES.search(names))
    size = amount.plain + amount.linked
    is_links = (
        node.tag in _CONTAINERS and 0 < size <= _FEW_CHARACTERS and amount.linked >= _MOSTLY_LINKS * size
    )
    return (is_named and amount.plain * 2 < total) or (
        is_links and not (node.text() or "").rstrip().endswith((".", ";", ":"))
    )


def _descend(node: LexborNode, amounts: dict[int, _Amount]) -> LexborNode:
    enough = _NEARLY_ALL * amounts[node.mem_id].plain
    has_heading = node.css_first("h1") is not None
    for child in node.iter():
        holds_text = amounts.get(child.mem_id, _Amount()).plain >= enough > 0
        if holds_text and (not has_heading or child.css_first("h1") is not None):
            return _descend(child, amounts)
    return node
