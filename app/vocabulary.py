"""Closed lists shared by extraction, tables and schemas; the value is what users see.

Lists marked *frozen* never grow within `/v1`. The others may, and clients survive an unknown value.
"""

from enum import StrEnum


class ActKind(StrEnum):
    """Frozen. What a sentence does: bind the issuers, or ask somebody else."""

    PLEDGE = "pledge"
    CALL = "call"


class Stage(StrEnum):
    """Frozen. How far a pledge has come, as the statement itself tells it."""

    PROMISED = "promised"
    UNDER_WAY = "under_way"
    DONE = "done"
    REAFFIRMED = "reaffirmed"


class Firmness(StrEnum):
    """Frozen. How strongly the wording binds."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


class Polarity(StrEnum):
    """Frozen. Whether the act is to do or not to do something."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class DeadlineRole(StrEnum):
    """Frozen. What happens at the deadline."""

    DUE = "due"
    FOLLOW_UP = "follow_up"
    START = "start"


DUE_ROLES = (DeadlineRole.DUE, DeadlineRole.FOLLOW_UP)
"""At which something has to be there, unlike the one it begins at."""


class DeadlineKind(StrEnum):
    """Frozen. The form the statement gives the deadline."""

    DATE = "date"
    PERIOD = "period"
    MEETING = "meeting"
    RECURRING = "recurring"
    VAGUE = "vague"


class Precision(StrEnum):
    """Frozen. The finest unit the statement's wording supports."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF_YEAR = "half_year"
    YEAR = "year"
    DECADE = "decade"
    RANGE = "range"
    UNKNOWN = "unknown"


class ActorRole(StrEnum):
    """Frozen. What an actor has to do with an act."""

    PROMISOR = "promisor"
    CALLER = "caller"
    ADDRESSEE = "addressee"
    BENEFICIARY = "beneficiary"


class ActorKind(StrEnum):
    """What an actor is."""

    STATE = "state"
    ORGANISATION = "organisation"
    GROUP = "group"
    ORGAN = "organ"
    OFFICE = "office"


class PassageKind(StrEnum):
    """What part of a document a passage is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    FOOTNOTE = "footnote"


class Status(StrEnum):
    """Whether an act, statement, actor or meeting is served, or was once and is no longer."""

    ACTIVE = "active"
    WITHDRAWN = "withdrawn"


class RunState(StrEnum):
    """Whether a run of the ingestion job goes on, or how it ended."""

    RUNNING = "running"
    FINISHED = "finished"
    INTERRUPTED = "interrupted"


class Outcome(StrEnum):
    """What a run did with one document or statement."""

    INSERTED = "inserted"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class ObjectKind(StrEnum):
    """What a change is of."""

    PLEDGE = "pledge"
    CALL = "call"
    STATEMENT = "statement"
    ACTOR = "actor"
    MEETING = "meeting"


class ChangeType(StrEnum):
    """Frozen. What happened to a thing."""

    CREATED = "created"
    UPDATED = "updated"
    WITHDRAWN = "withdrawn"


class ChangeCause(StrEnum):
    """Why a thing changed."""

    INGEST = "ingest"
    REEXTRACTION = "reextraction"
    CORRECTION = "correction"
    REGISTRY_UPDATE = "registry_update"


class Decision(StrEnum):
    """What a person decided on an act."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    REJECT = "reject"
    TAKE_BACK = "take_back"
