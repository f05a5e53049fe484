"""Frozen values that cross rooms. No I/O, no rules: only what the words of the product mean.

Offsets are half-open, in Unicode code points of the statement's text (`Text.content`). Dates are civil dates.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256

from app.vocabulary import (
    ActKind,
    ActorRole,
    DeadlineKind,
    DeadlineRole,
    Firmness,
    PassageKind,
    Polarity,
    Precision,
    Stage,
)


def parse_day(text: str) -> date:
    """A day as people state it to us, from outside; Python alone would take `20220324` and `2022-W12-4` too.

    What ValueError says continues the name of what was stated.
    """
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError("must be a day of the calendar, written YYYY-MM-DD")


def is_web_address(text: str) -> bool:
    """Whether a reader can follow it: http or https, a host, and nothing that is white space."""
    return re.fullmatch(r"https?://[^\s/?#]\S*", text) is not None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A non-empty stretch of a text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def quote(self, content: str) -> str:
        """The words the span covers in `content`."""
        return content[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Overrides:
    """Header facts somebody states from outside (a flag, a sidecar file); each one given beats what the
    document says of itself. An address that is none raises ValueError.
    """

    title: str | None = None
    issuers: tuple[str, ...] = ()
    adopted: date | None = None
    place: str | None = None
    number: str | None = None
    url: str | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        if self.url and not is_web_address(self.url):
            raise ValueError("url must be an http:// or https:// address")


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes from somewhere: `name` is the path or address to show in messages."""

    name: str
    content: bytes
    overrides: Overrides = Overrides()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A typed warning: what could not be known, said instead of guessed. Counted in the run."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Cut:
    """Page furniture that was taken out: where (offset into the clean text), by which rule, and its words."""

    at: int
    rule: str
    removed: str


@dataclass(frozen=True)
class Text:
    """The clean text of a statement: the coordinate system of every offset. Addressed by its SHA-256."""

    content: str
    cuts: tuple[Cut, ...] = ()

    @cached_property
    def id(self) -> str:
        """SHA-256 of the UTF-8 bytes, in hexadecimal."""
        return sha256(self.content.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, list item or footnote.

    `span` leaves out the bullet or printed number, which is `number` as written without punctuation ("12",
    "a", "iv"). `level`: depth of a heading (1 = title) or of a list item (1 = outermost); 0 for the rest.
    `is_truncated`: page furniture cut off the beginning of the sentence it starts with.
    """

    ordinal: int
    kind: PassageKind
    span: Span
    number: str | None = None
    level: int = 0
    is_truncated: bool = False


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who speaks: the words of the header, and the actor they name when the registry knows one."""

    name: str
    actor: str | None


@dataclass(frozen=True, slots=True)
class Header:
    """The facts about a statement that stand around its text. `None` and `()`: not known, never guessed."""

    title: str | None = None
    issuers: tuple[Issuer, ...] = ()
    adopted: date | None = None
    place: str | None = None
    number: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One published communiqué, declaration or decision, read: header facts, clean text and its passages."""

    header: Header
    text: Text
    passages: tuple[Passage, ...]
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of the text that matter, and where they stand."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name who is bound, who asks, who is asked, or who benefits.

    `span` is None, and `text` empty, when nobody is named and the issuers are inferred (an agentless passive,
    an imperative item). `is_issuer`: the words mean the issuing group itself ("we", "Allies", "the Leaders").
    """

    role: ActorRole
    text: str
    span: Span | None
    is_issuer: bool


@dataclass(frozen=True, slots=True)
class DeadlineMention:
    """Words that say when: found and classified, not yet resolved to an interval. `rule` is the grammar rule
    that read them.
    """

    text: str
    span: Span
    role: DeadlineRole
    kind: DeadlineKind
    rule: str


@dataclass(frozen=True, slots=True)
class Firing:
    """One rule that had a say in an act: its id, and the words it fired on when there are any. In order of
    application.

    `supplied`: words read before the act's own so that they make a clause, borrowed from the lead-in that
    `span` is, or made up; of a rule that fired on some of them, those.
    """

    rule: str
    span: Span | None = None
    supplied: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """A pledge or a call, as found in the words alone. `quote` is exactly `content[span.start:span.end]`.

    `stage` is None for calls. `verb` is the content verb as written; `object` its complement, empty when
    there is none. `confidence` is the probability that a careful coder would mark this act.
    """

    kind: ActKind
    stage: Stage | None
    firmness: Firmness
    polarity: Polarity
    verb: str
    object: str
    span: Span
    quote: str
    passage: int
    mentions: tuple[Mention, ...]
    deadlines: tuple[DeadlineMention, ...]
    quantities: tuple[Wording, ...]
    conditions: tuple[Wording, ...]
    confidence: float
    trace: tuple[Firing, ...]
    scope: tuple[Wording, ...] = ()

    def __post_init__(self) -> None:
        if len(self.quote) != len(self.span):
            raise ValueError(f"the quote is not the span's: {self.quote!r} at {self.span}")
        if (self.stage is None) != (self.kind is ActKind.CALL):
            raise ValueError(f"a pledge has a stage and a call has none: {self.quote!r}")


@dataclass(frozen=True, slots=True)
class Party:
    """An actor's part in an act, resolved. `actor` is None when the registry knows nobody of that name, or
    several.
    """

    role: ActorRole
    text: str
    span: Span | None
    actor: str | None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of a deadline, less likely than the one chosen."""

    earliest: date | None
    latest: date | None
    meeting: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """When, or at which meeting, a pledge is due, followed up or starts.

    `earliest` and `latest` are the first and last possible day, both included, None when not known. `edtf` is
    the same in Extended Date/Time Format (ISO 8601-2), None when undated. `rule` is the grammar rule that
    made the interval. `awaited_meeting` describes a meeting that the registry does not know.
    """

    text: str
    span: Span
    role: DeadlineRole
    kind: DeadlineKind
    earliest: date | None
    latest: date | None
    precision: Precision
    edtf: str | None
    meeting: str | None
    rule: str
    confidence: float
    alternatives: tuple[Alternative, ...] = ()
    awaited_meeting: str | None = None


@dataclass(frozen=True, slots=True)
class ThemeMatch:
    """A theme an act is about, and the words that say so."""

    theme: str
    words: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class ResolvedAct:
    """An act with its words turned into facts."""

    act: Act
    parties: tuple[Party, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    themes: tuple[ThemeMatch, ...] = ()
