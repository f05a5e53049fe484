"""The shape of pledges and calls and of what belongs to them, and the filters they share."""

from enum import StrEnum
from typing import Annotated

from pydantic import MISSING, Field

from app.api.paging import QueryModel, UpdatedQuery
from app.api.schemas import IssuerOut, MeetingRefOut, Out, ThemeRefOut, WordingOut
from app.api.search.schemas import MatchOut, SearchQuery
from app.api.types import Confidence, Day, Ids, Instant, Int32, Int64, Share, Switch
from app.vocabulary import ActorRole, DeadlineKind, DeadlineRole, Firmness, Polarity, Precision, Stage


class StatementRefOut(Out):
    """The statement something stands in."""

    id: Annotated[str, Field(examples=["nato-2022-03-24-brussels"])]
    "The statement's id."
    title: Annotated[str | None, Field(examples=["Statement by NATO Heads of State and Government"])]
    "Its title."
    adopted_date: Annotated[Day | None, Field(examples=["2022-03-24"])]
    "The day it was adopted; null when the document does not say."
    issuers: list[IssuerOut]
    "Who issued it, in the document's order."


class PlaceOut(Out):
    """Where the words stand: `text[start:end]` is the quote."""

    text: Annotated[str, Field(examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"])]
    "SHA-256 of the text, its address under `/v1/texts/`."
    start: Annotated[Int32, Field(examples=[1204])]
    "Offset of the first character, in Unicode code points."
    end: Annotated[Int32, Field(examples=[1291])]
    "Offset just after the last character."
    passage: Annotated[Int32, Field(examples=[7])]
    "Ordinal of the passage, as in `/v1/statements/{statement_id}/passages`."


class EvidenceOut(PlaceOut):
    """Where the words stand: `text[start:end]` is the quote."""

    passage_number: Annotated[str | None, Field(examples=["5"])]
    "The number printed on the passage; null when there is none."


class PartyOut(Out):
    """An actor's part in a pledge or a call."""

    id: Annotated[str | None, Field(examples=["nato"])]
    "The actor's id; null when the registry knows nobody of that name, or several."
    name: Annotated[str | None, Field(examples=["NATO"])]
    "The actor's display name; the words when the registry does not know them; null when nobody is named."
    role: ActorRole
    "What the actor has to do with it."
    text: Annotated[str | None, Field(examples=["We"])]
    "The words that name the actor; null when nobody is named and the issuers are inferred."
    start: Int32 | None
    "Offset of the words' first character."
    end: Int32 | None
    "Offset just after the words' last character."
    candidates: list[str]
    "Ids of the actors of that name, when there are several."


class AlternativeOut(Out):
    """Another reading of a deadline, less likely than the one chosen."""

    earliest: Day | None
    "The first possible day."
    latest: Day | None
    "The last possible day, included."
    meeting: Annotated[str | None, Field(examples=["nato-summit-2023-vilnius"])]
    "Id of the meeting it would be."
    reason: Annotated[str, Field(examples=["the next meeting held there"])]
    "Why it is possible."


class DeadlineFactsOut(Out):
    """When, or at which meeting, something is due, followed up or starts."""

    text: Annotated[str, Field(examples=["when we meet in Madrid"])]
    "The words that say when."
    start: Int32
    "Offset of the words' first character."
    end: Int32
    "Offset just after the words' last character."
    role: DeadlineRole
    "What happens then."
    kind: DeadlineKind
    "The form the statement gives it."
    earliest: Annotated[Day | None, Field(examples=["2022-06-28"])]
    "The first possible day; null when not known."
    latest: Annotated[Day | None, Field(examples=["2022-06-30"])]
    "The last possible day, included; null when not known."
    edtf: Annotated[str | None, Field(examples=["2022-06-28/2022-06-30"])]
    "The same in Extended Date/Time Format (ISO 8601-2); null when undated."
    precision: Precision
    "The finest unit the wording supports."
    meeting: MeetingRefOut | None
    "The meeting; null when it is at none, or at one the registry does not know."
    awaited_meeting: Annotated[str | None, Field(examples=["next NATO Summit after 2022-03-24"])]
    "The meeting in words, where the registry does not know it yet; it becomes `meeting` once it does."
    rule: Annotated[str, Field(examples=["in-place"])]
    "The rule that made the interval."
    confidence: Confidence
    "How sure the interval is, from 0 to 1."
    alternatives: list[AlternativeOut]
    "Other readings, the likeliest first."


class DeadlineOut(DeadlineFactsOut):
    """When, or at which meeting, something is due, followed up or starts."""

    id: Annotated[str, Field(examples=["ddl_3k5xq2m7ab4d"])]
    "The deadline's id."


class ActRefOut(Out):
    """A pledge or a call by its words, and how they bind."""

    id: Annotated[str, Field(examples=["plg_7f3kq2m5ab4d"])]
    "Stable and opaque: it stays the same when the statement is read again."
    statement: StatementRefOut
    "The statement it stands in."
    stage: Stage | None
    "How far a pledge has come, as the statement itself tells it; null for a call."
    firmness: Firmness
    "How strongly the wording binds."
    polarity: Polarity
    "Whether it is to do or not to do something."
    quote: Annotated[
        str, Field(examples=["We will decide on further air defence deployments when we meet in Madrid"])
    ]
    "The exact words."


class ActOut(ActRefOut):
    """What pledges and calls have in common. `null` is unknown or not asked for, `[]` is none."""

    evidence: EvidenceOut
    "Where they stand."
    verb: Annotated[str, Field(examples=["decide"])]
    "The content verb as written."
    object: Annotated[str | None, Field(examples=["on further air defence deployments"])]
    "The verb's complement as written; null when there is none."
    actors: list[PartyOut]
    "Who promises or calls."
    beneficiaries: list[PartyOut]
    "Who is to benefit."
    scope: list[WordingOut]
    "Limits on who is bound."
    themes: list[ThemeRefOut]
    "What it is about."
    deadlines: list[DeadlineOut]
    "When it is due, followed up or starts, in the order of the text."
    quantities: list[WordingOut]
    "Figures with their noun."
    conditions: list[WordingOut]
    "Limiting phrases."
    confidence: Confidence
    "The probability that a careful reader would mark these words as this act."
    rules: Annotated[list[str], Field(examples=[["pledge.auxiliary"]])]
    "The rules that found it, in the order they applied."
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
    match: MatchOut | None
    "Where `q` found it; null without `q`."


class ActorMode(StrEnum):
    """Frozen. How an actor has to be bound: named itself, or any way, through a group included."""

    ANY = "any"
    DIRECT = "direct"


class DueMatch(StrEnum):
    """Frozen. How a deadline's interval has to lie to the window asked for: overlap it, or lie within it."""

    POSSIBLE = "possible"
    CERTAIN = "certain"


class Timeliness(StrEnum):
    """Frozen. Where a deadline's last possible day lies from a day: more than 30 days after it, from it on
    within 30 days, before it, or nowhere known.
    """

    UPCOMING = "upcoming"
    DUE = "due"
    PAST = "past"
    UNDATED = "undated"


class Include(StrEnum):
    """Frozen. What to add to a page of acts or deadlines: the statements, the actors, or the meetings that
    its results refer to.
    """

    STATEMENT = "statement"
    ACTORS = "actors"
    MEETINGS = "meetings"


class ActSort(StrEnum):
    """Frozen. What comes first in a list of pledges or calls: those of the newest or of the oldest statement
    (either way in the order of its text), what is due or followed up first, what changed last, what is
    surest, or what answers a search best.
    """

    NEWEST = "newest"
    OLDEST = "oldest"
    DUE = "due"
    UPDATED = "updated"
    CONFIDENCE = "confidence"
    RELEVANCE = "relevance"


class ActFilters(QueryModel):
    """The filters that pledges, calls and deadlines share, and that what they find changes by alone."""

    statement: Annotated[Ids, Field(examples=[["nato-2022-03-24-brussels"]])] = []
    "Only from these statements."
    issuer: Annotated[Ids, Field(examples=[["nato"]])] = []
    "Only from statements that one of these actors issued, alone or with others."
    issuer_not: Annotated[Ids, Field(examples=[["g7"]])] = []
    "Only from statements that none of these actors issued."
    forum: Annotated[Ids, Field(examples=[["nato-summits"]])] = []
    "Only from statements issued at a meeting of one of these forums."
    adopted_after: Annotated[Day, Field(examples=["2022-01-01"])] | MISSING = MISSING
    "Only from statements adopted on this day or later."
    adopted_before: Annotated[Day, Field(examples=["2022-12-31"])] | MISSING = MISSING
    "Only from statements adopted on this day or earlier."
    actor: Annotated[Ids, Field(examples=[["est"]])] = []
    "Only where one of these promises or calls, itself or through a group it was in on the statement's date."
    actor_not: Annotated[Ids, Field(examples=[["usa"]])] = []
    "Only where none of these promises or calls, neither itself nor through a group."
    actor_mode: ActorMode = ActorMode.ANY
    "`direct`: for `actor` and `actor_not` an actor counts only where it is named itself."
    beneficiary: Annotated[Ids, Field(examples=[["ukr"]])] = []
    "Only where one of these actors is named as the one to benefit."
    theme: Annotated[Ids, Field(examples=[["cyber"]])] = []
    "Only about one of these themes."
    theme_not: Annotated[Ids, Field(examples=[["cyber"]])] = []
    "Only about none of these themes."
    firmness: Annotated[list[Firmness], Field(examples=[["strong"]])] = []
    "Only wording that binds this strongly."
    firmness_not: Annotated[list[Firmness], Field(examples=[["weak"]])] = []
    "Only wording that does not bind this strongly."
    polarity: Annotated[list[Polarity], Field(examples=[["negative"]])] = []
    "Only to do (`positive`) or not to do (`negative`) something."
    min_confidence: Annotated[Share, Field(examples=[0.8])] | MISSING = MISSING
    "Only with at least this confidence."
    due_after: Annotated[Day, Field(examples=["2022-06-01"])] | MISSING = MISSING
    "Only with a dated deadline of role `due` or `follow_up` that can fall on this day or later."
    due_before: Annotated[Day, Field(examples=["2022-12-31"])] | MISSING = MISSING
    "Only with a dated deadline of role `due` or `follow_up` that can fall on this day or earlier."
    due_match: DueMatch = DueMatch.POSSIBLE
    "`certain`: every day of the deadline's interval has to lie within `due_after` and `due_before`."
    deadline_role: Annotated[list[DeadlineRole], Field(examples=[["follow_up"]])] = []
    "Only with a deadline of this role."
    deadline_kind: Annotated[list[DeadlineKind], Field(examples=[["meeting"]])] = []
    "Only with a deadline of this kind."
    meeting: Annotated[Ids, Field(examples=[["nato-summit-2022-madrid"]])] = []
    "Only with a deadline at one of these meetings."


class StageFilters(QueryModel):
    """The filters that pledges and their deadlines share, and calls have no use for."""

    stage: Annotated[list[Stage], Field(examples=[["promised"]])] = []
    "Only pledges at this stage; a reader of new promises asks for `promised`."
    stage_not: Annotated[list[Stage], Field(examples=[["reaffirmed"]])] = []
    "Only pledges at another stage."


class ActListFilters(ActFilters):
    """The filters that pledges and calls share, and deadlines have no use for."""

    has_deadline: Annotated[Switch, Field(examples=[True])] | MISSING = MISSING
    "Only with a deadline of any kind (`true`), or without one (`false`)."


class TimelyQuery(UpdatedQuery, ActFilters):
    """The filters, among them what time alone can change."""

    timeliness: Annotated[list[Timeliness], Field(examples=[["upcoming"]])] = []
    "Only with a deadline of role `due` or `follow_up` that is this timely on the day `as_of`."
    as_of: Annotated[Day, Field(examples=["2024-01-01"])] | MISSING = MISSING
    "The day of `timeliness`; today (UTC) unless given."


class ActQuery(TimelyQuery):
    """What can be asked of a list."""

    include: Annotated[list[Include], Field(max_length=len(Include), examples=[["statement"]])] = []
    "What to add in `included`, each object once: `statement`, `actors`, `meetings`."


class ActListQuery(SearchQuery, ActQuery, ActListFilters):
    """The filters of a list of acts themselves, and its orders."""

    sort: ActSort = ActSort.NEWEST
    """What comes first: the `newest` or `oldest` statement, `due`, `updated` (the last change), `confidence`;
    or `relevance`: one page with the best of the newest thousand that `q` finds.
    """
