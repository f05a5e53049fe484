"""What each value of each list means, for people: one sentence a value. The lists themselves are
`app.vocabulary`.
"""

from enum import StrEnum

from app.vocabulary import (
    ActorKind,
    ActorRole,
    ChangeCause,
    ChangeType,
    DeadlineKind,
    DeadlineRole,
    Decision,
    Firmness,
    ObjectKind,
    Outcome,
    PassageKind,
    Polarity,
    Precision,
    RunState,
    Stage,
)

MEANINGS: dict[type[StrEnum], dict[StrEnum, str]] = {
    Stage: {
        Stage.PROMISED: "The statement says that it will be done.",
        Stage.UNDER_WAY: "The statement reports that it is being done.",
        Stage.DONE: "The statement reports that it has been done.",
        Stage.REAFFIRMED: "The statement restates a commitment that stood before, without new action.",
    },
    Firmness: {
        Firmness.STRONG: "The wording binds: will, shall, commit, pledge, decide; demand, urge, call on.",
        Firmness.MEDIUM: "The wording aims: intend, aim, plan, seek, should; request, invite.",
        Firmness.WEAK: "The wording leaves open: consider, explore, discuss, stand ready; encourage.",
    },
    Polarity: {
        Polarity.POSITIVE: "Something is to be done.",
        Polarity.NEGATIVE: "Something is not to be done.",
    },
    DeadlineRole: {
        DeadlineRole.DUE: "It is to be done by or at that time.",
        DeadlineRole.FOLLOW_UP: "It is to be taken up again, reported on or decided further at that time.",
        DeadlineRole.START: "It begins at that time.",
    },
    DeadlineKind: {
        DeadlineKind.DATE: "A day, or the end of a longer time: by 2030, no later than 1 May.",
        DeadlineKind.PERIOD: "A stretch of time: in April, over the next five years.",
        DeadlineKind.MEETING: "A meeting: at our next summit, when we meet in a city.",
        DeadlineKind.RECURRING: "Again and again: annually, every two years.",
        DeadlineKind.VAGUE: "Words without a date: as soon as possible, without delay.",
    },
    Precision: {
        Precision.DAY: "A day.",
        Precision.MONTH: "A month.",
        Precision.QUARTER: "A quarter of a year.",
        Precision.SEASON: "A season.",
        Precision.HALF_YEAR: "Half a year.",
        Precision.YEAR: "A year.",
        Precision.DECADE: "A decade, or a part of one.",
        Precision.RANGE: "An interval with two ends of its own, as the days of a meeting.",
        Precision.UNKNOWN: "The wording gives no unit.",
    },
    ActorRole: {
        ActorRole.PROMISOR: "Binds itself, or is bound, by a pledge.",
        ActorRole.CALLER: "Makes a call.",
        ActorRole.ADDRESSEE: "Is asked by a call.",
        ActorRole.BENEFICIARY: "Is named as the one to benefit.",
    },
    ActorKind: {
        ActorKind.STATE: "A state, or a territory that statements name like one.",
        ActorKind.ORGANISATION: "An organisation with members, organs and an address.",
        ActorKind.GROUP: "States that meet and speak together without an organisation.",
        ActorKind.ORGAN: "A body of an organisation or group.",
        ActorKind.OFFICE: "An office, or the holders of an office: foreign ministers, a secretary general.",
    },
    PassageKind: {
        PassageKind.HEADING: "A title or heading.",
        PassageKind.PARAGRAPH: "A paragraph.",
        PassageKind.LIST_ITEM: "An item of a list.",
        PassageKind.FOOTNOTE: "A footnote.",
    },
    ObjectKind: {
        ObjectKind.PLEDGE: "A pledge.",
        ObjectKind.CALL: "A call.",
        ObjectKind.STATEMENT: "A statement.",
        ObjectKind.ACTOR: "An actor, its names, identifiers and memberships included.",
        ObjectKind.MEETING: "A meeting, its names included.",
    },
    ChangeType: {
        ChangeType.CREATED: "It is served from now on; also when it comes back after it was withdrawn.",
        ChangeType.UPDATED: "It says something else than before.",
        ChangeType.WITHDRAWN: "It is served no longer; its id answers 410.",
    },
    ChangeCause: {
        ChangeCause.INGEST: "A document was read that was new, or had changed.",
        ChangeCause.REEXTRACTION: "A known document was read anew by another version of the service.",
        ChangeCause.CORRECTION: "A person corrected it.",
        ChangeCause.REGISTRY_UPDATE: "The facts about actors and meetings changed.",
    },
    Decision: {
        Decision.CONFIRM: "It is one, and says what was found.",
        Decision.CORRECT: "It is one, and says something else than was found.",
        Decision.REJECT: "It is none; it is served no longer, also when it is found again.",
        Decision.TAKE_BACK: "Earlier decisions hold no longer; it says what was found.",
    },
    RunState: {
        RunState.RUNNING: "The run goes on.",
        RunState.FINISHED: "The run came to its end.",
        RunState.INTERRUPTED: "The run was cut off; what it stored is whole, and the next run completes it.",
    },
    Outcome: {
        Outcome.INSERTED: "A statement was new and is stored.",
        Outcome.UPDATED: "A stored statement changed.",
        Outcome.UNCHANGED: "A stored statement is as it was.",
        Outcome.FAILED: "The document could not be used.",
    },
}
