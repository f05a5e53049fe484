"""The shape of statements and their passages, and the filters of their list."""

from enum import StrEnum
from typing import Annotated

from pydantic import MISSING, Field

from app.api.acts.schemas import StatementRefOut
from app.api.answers import PageOut
from app.api.paging import PageQuery, UpdatedQuery
from app.api.schemas import ForumRefOut, MeetingRefOut, Out
from app.api.search.schemas import MatchOut, SearchQuery
from app.api.types import AnyPassageKind, Day, Ids, Instant, Int32, Int64


class TextRefOut(Out):
    """The clean text of a statement, which every offset counts in."""

    id: Annotated[str, Field(examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"])]
    "SHA-256 of its bytes in UTF-8, its address under `/v1/texts/`."
    length: Annotated[Int32, Field(examples=[10482])]
    "How many Unicode code points it has."


class DoubtOut(Out):
    """What could not be known when the document was read, said instead of guessed."""

    code: Annotated[str, Field(examples=["place-unknown"])]
    "What kind of doubt it is."
    message: Annotated[str, Field(examples=["no place of adoption is named"])]
    "The doubt in words."


class StatementOut(StatementRefOut):
    """One published communiqué, declaration or decision. A fact that its document does not state is null,
    never guessed.
    """

    place: Annotated[str | None, Field(examples=["Brussels"])]
    "Where it was adopted."
    number: Annotated[str | None, Field(examples=["(2022) 061"])]
    "The document's number as printed."
    url: str | None
    "Where it was published."
    language: Annotated[str | None, Field(examples=["en"])]
    "Its language, ISO 639-1."
    forum: ForumRefOut | None
    "The series of meetings it was issued at."
    meeting: MeetingRefOut | None
    "The meeting it was issued at."
    text: TextRefOut
    "Its text."
    doubts: list[DoubtOut]
    "What could not be known."
    pledge_count: Annotated[Int32, Field(examples=[24])]
    "How many pledges stand in it."
    call_count: Annotated[Int32, Field(examples=[9])]
    "How many calls stand in it."
    run: str
    "The run that wrote this version."
    version: Int32
    "Grows with each change."
    created_at: Instant
    "When it was first stored."
    updated_at: Instant
    "When it last changed."
    changed_seq: Int64
    "Its last change's number in the feed of changes."


class StatementPageOut(PageOut[StatementOut]):
    """One page of statements."""


class StatementSort(StrEnum):
    """Frozen. What comes first in the list of statements: the newest (the undated last), the oldest (the
    undated first), or what changed last.
    """

    NEWEST = "newest"
    OLDEST = "oldest"
    UPDATED = "updated"


class StatementQuery(UpdatedQuery):
    """The filters of the list of statements."""

    id: Annotated[Ids, Field(examples=[["nato-2022-03-24-brussels"]])] = []
    "Only these statements."
    issuer: Annotated[Ids, Field(examples=[["nato"]])] = []
    "Only statements that one of these actors issued, alone or with others."
    issuer_not: Annotated[Ids, Field(examples=[["g7"]])] = []
    "Only statements that none of these actors issued."
    forum: Annotated[Ids, Field(examples=[["nato-summits"]])] = []
    "Only statements issued at a meeting of one of these forums."
    meeting: Annotated[Ids, Field(examples=[["nato-summit-2022-brussels"]])] = []
    "Only statements issued at one of these meetings."
    language: Annotated[Ids, Field(examples=[["en"]])] = []
    "Only statements in one of these languages."
    adopted_after: Annotated[Day, Field(examples=["2022-01-01"])] | MISSING = MISSING
    "Only statements adopted on this day or later."
    adopted_before: Annotated[Day, Field(examples=["2022-12-31"])] | MISSING = MISSING
    "Only statements adopted on this day or earlier."
    sort: StatementSort = StatementSort.NEWEST
    "What comes first: the `newest` (undated last), the `oldest` (undated first), or what changed last."


class PassageOut(Out):
    """A paragraph, heading, list item or footnote of a statement's text."""

    ordinal: Int32
    "Its place in the text, from 0."
    kind: AnyPassageKind
    "What part of the document it is."
    number: Annotated[str | None, Field(examples=["5"])]
    "The number printed on it, without punctuation."
    level: Int32
    "Depth of a heading (1 is the title) or of a list item (1 is outermost); 0 for the rest."
    start: Int32
    "Offset of its first character in the statement's text, after any bullet or number."
    end: Int32
    "Offset just after its last character."
    text: Annotated[
        str, Field(examples=["We will decide on further air defence deployments when we meet in Madrid."])
    ]
    "Its words."
    is_truncated: bool
    "Whether page furniture cut off the beginning of its first sentence."
    match: MatchOut | None
    "Where `q` found it; null without `q`."


class PassageQuery(SearchQuery, PageQuery):
    """The filters of a statement's passages."""

    kind: Annotated[list[AnyPassageKind], Field(examples=[["heading"]])] = []
    "Only passages of this kind."


class PassagePageOut(PageOut[PassageOut]):
    """One page of passages."""
