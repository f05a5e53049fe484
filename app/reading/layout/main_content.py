"""A page's tree -> the part of it that is the document. Knows elements, roles and the share of text that is
links; knows no publisher.

What is hidden or navigational counts for nothing, nor does a short container that consists of links. The
document is in the element that the page calls its main one, else in the body; going down to where nearly all
the text is, what comes after it and holds no sentence is furniture. A sentence is never thrown away for where
it stands.
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
    r"(?:^|[\s_-])(?:breadcrumbs?|cookies?|consent|gdpr|newsletter|pager|pagination|related|share|sharing|sidebar|skip|"
    r"social|subscribe|toolbar|masthead)(?:$|[\s_-])",
    re.I,
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_LAYOUT = frozenset({"body", "main", "article", "section", "div", "center", "table", "tbody", "tr", "td"})
_CONTAINERS = _LAYOUT | {"ul", "ol", "p"}
_SENTENCE = re.compile(r"(?:\S+\s+){7}\S*\w[.!?;:]")
# Shares of the text of a page or an element.
_NEARLY_ALL, _MOSTLY, _ALL_BUT_A_WORD = 0.8, 0.7, 0.95
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
    """The document's element, and what to pass over in it."""
    amounts: dict[int, _Amount] = {}
    total = _measure(body, amounts).plain
    seen = [node for node in body.traverse() if node.mem_id in amounts]
    furniture = {node.mem_id for node in seen if _is_furniture(node, amounts[node.mem_id], total)}
    mains = body.css("main, article, [role=main], [itemprop=articleBody]")
    root = next((node for node in mains if 2 * _plain(node, amounts) > total), body)
    return MainContent(root, furniture | set(_find_trailers(root, amounts)))


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


def _plain(node: LexborNode, amounts: dict[int, _Amount]) -> int:
    return amounts.get(node.mem_id, _Amount()).plain


def _is_furniture(node: LexborNode, amount: _Amount, total: int) -> bool:
    """Whether the element has furniture's name and not most of the text, heads the site, or consists of
    links.
    """
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    if (
        node.tag not in ("body", "main", "article")
        and _FURNITURE_NAMES.search(names)
        and amount.plain * 2 < total
    ):
        return True
    if node.tag == "header":
        return amount.linked > 0 and node.css_first("h1") is None
    size = amount.plain + amount.linked
    share = _MOSTLY if size <= _FEW_CHARACTERS else _ALL_BUT_A_WORD
    is_links = node.tag in _CONTAINERS and amount.linked >= share * size > 0
    return is_links and not node.text().rstrip().endswith((".", ";", ":"))


def _find_trailers(node: LexborNode, amounts: dict[int, _Amount]) -> list[int]:
    """What follows the bulk of the text, on every level, and holds no sentence."""
    enough = _NEARLY_ALL * _plain(node, amounts)
    children = list(node.iter())
    bulk = next((i for i, child in enumerate(children) if _plain(child, amounts) >= enough > 0), None)
    if bulk is None or children[bulk].tag not in _LAYOUT:
        return []
    after = [child for child in children[bulk + 1 :] if child.tag in _CONTAINERS and child.tag != "p"]
    trailers = [child.mem_id for child in after if not _SENTENCE.search(child.text())]
    return trailers + _find_trailers(children[bulk], amounts)
