"""What every format is turned into before anything is judged: blocks in reading order, and what the file
declares of itself.

A block knows the layout it came from, not what it means: numbers, lists and furniture are told apart later,
in one way for all formats.
"""

from dataclasses import dataclass, replace
from datetime import date

from app.model import Doubt
from app.vocabulary import PassageKind


@dataclass(frozen=True, slots=True)
class BlockCut:
    """Furniture taken out of a block: `at` is an offset into the block's text. `rule` and `removed` as in
    `model.Cut`.
    """

    at: int
    rule: str
    removed: str


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that the layout sets apart.

    `depth`: how deep in a list the layout puts it, 0 outside. `is_styled`: bold or larger throughout, as
    headings are. `furniture`: the rule that made the whole block page furniture; such blocks stay in place
    until the text is assembled. `is_severed`: furniture cut it off from what stood before; it is never joined
    to that. `number`, `level` and `is_truncated` as in `model.Passage`; `is_bracketed`: the number is printed
    "(1)".
    """

    text: str
    kind: PassageKind = PassageKind.PARAGRAPH
    level: int = 0
    number: str | None = None
    is_bracketed: bool = False
    depth: int = 0
    is_styled: bool = False
    furniture: str | None = None
    is_severed: bool = False
    is_truncated: bool = False
    cuts: tuple[BlockCut, ...] = ()

    @property
    def is_content(self) -> bool:
        """Whether it is part of the running text: no furniture and no footnote."""
        return not self.furniture and self.kind is not PassageKind.FOOTNOTE

    def as_furniture(self, rule: str) -> "Block":
        """The same block, marked as page furniture by `rule`."""
        return replace(self, furniture=rule)


@dataclass(frozen=True, slots=True)
class Declared:
    """What the file says of itself outside its text: front matter, HTML meta elements. `published` is no date
    of adoption.
    """

    title: str | None = None
    issuers: tuple[str, ...] = ()
    adopted: date | None = None
    published: date | None = None
    place: str | None = None
    number: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A document taken apart: its blocks in reading order, what it declares, and what could not be told for
    sure.
    """

    blocks: tuple[Block, ...]
    declared: Declared = Declared()
    doubts: tuple[Doubt, ...] = ()

    def doubting(self, doubts: tuple[Doubt, ...]) -> "Layout":
        """The same layout with further doubts in front."""
        return replace(self, doubts=doubts + self.doubts)
