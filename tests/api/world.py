"""The world the tests of the API look at: a few statements of a small registry, saved the way the job saves.

| statement | what is special |
|---|---|
| `nato-2022-03-24-brussels` | every stage, deadlines of several kinds, calls, something withdrawn |
| `nato-2021-06-14-brussels` | older, issued at a summit, one pledge |
| `nato-2023-05-02-tallinn` | issued with Finland, of a later membership |
| `mayors-undated` | no date, and an issuer the registry does not know |
| `nato-2020-01-10-riga` | sixty pledges |
| `nato-2019-12-04-london` | withdrawn |
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from app.ingestion.planning import Plan
from app.ingestion.reports import StatementReport
from app.ingestion.runs import Run, end_run, record_reports, start_run
from app.ingestion.saving import Found, Matched, save_end_of_document, save_statement
from app.ingestion.stored import Source
from app.model import Act, Alternative, Deadline, Doubt, Firing, ResolvedAct, Statement
from app.registry.facts import Registry
from app.store.database import Database
from app.vocabulary import (
    ActKind,
    ActorRole,
    DeadlineKind,
    DeadlineRole,
    Firmness,
    Outcome,
    Polarity,
    Precision,
    RunState,
    Stage,
)
from tests.builders import (
    a_call,
    a_deadline,
    a_meeting,
    a_party,
    a_registry,
    a_resolved_act,
    a_span,
    a_statement,
    a_theme_match,
    a_wording,
    an_act,
    an_actor,
    an_issuer,
)

BRUSSELS = "nato-2022-03-24-brussels"
OLDER = "nato-2021-06-14-brussels"
JOINT = "nato-2023-05-02-tallinn"
UNDATED = "mayors-undated"
LONG = "nato-2020-01-10-riga"
GONE = "nato-2019-12-04-london"
MADRID = "nato-summit-2022-madrid"
SUMMIT = "nato-summit-2021-brussels"
SHIPS_DAY = date(2021, 6, 14)

TEXT = """Statement of the leaders

We will decide on further air defence deployments when we meet in Madrid.

Our foreign ministers will report on 🌊 coastal regions by the end of 2023, as appropriate.

We are reviewing our stocks of fuel.

We have opened two depots.

We reaffirm our commitment to open doors.

We will not station new systems in the region as soon as possible.

We will support Ukraine from May 2022.

We call on Russia to withdraw its forces by June 2022.

We urge all states to protect the rivers that they share."""

SHIPS = "We will build ships"
PORTS = "We will open our ports"
PARKS = "We will plant parks"
RAILS = "We will lay rails"
BRIDGES = "\n\n".join(f"We will build bridge number {number}" for number in range(60))

PLEDGES = ("plg_decide", "plg_report", "plg_review", "plg_open", "plg_doors", "plg_station", "plg_support")
"""The pledges of the Brussels statement, in the order of its text."""
CALLS = ("cal_withdraw", "cal_protect")
UNUSABLE = StatementReport("/srv/inbox/scan.pdf", Outcome.FAILED, message="the PDF holds no text")


def fill(database: Database) -> None:
    """Save the whole world, by one run; another finds less."""
    run = start_run(database, a_world_registry())
    save(run, BRUSSELS, a_statement(TEXT, number="(2022) 061"), {**some_acts(), **some_lost_acts()})
    save(run, OLDER, a_statement(SHIPS, adopted=SHIPS_DAY), {"plg_ships": an_act(SHIPS, within=SHIPS)})
    save(run, JOINT, a_joint_statement(), {"plg_ports": an_act(PORTS, within=PORTS)}, makers=("nato", "fin"))
    save(run, UNDATED, an_undated_statement(), {"plg_parks": an_act(PARKS, within=PARKS)}, makers=())
    save(run, LONG, a_statement(BRIDGES, adopted=date(2020, 1, 10), place="Riga"), some_bridges())
    save(run, GONE, a_statement(RAILS, adopted=date(2019, 12, 4)), {"plg_rails": an_act(RAILS, within=RAILS)})
    with database.writing() as connection:
        record_reports(connection, run, [UNUSABLE])
    run.reports.append(UNUSABLE)
    end_run(run, RunState.FINISHED)
    later = start_run(database, run.registry)
    save(
        later, BRUSSELS, a_statement(TEXT, number="(2022) 061"), some_acts(), lost=frozenset(some_lost_acts())
    )
    with database.writing() as connection:
        plan = Plan(to_save=(), superseded=(), lost=(GONE,), replaced=frozenset())
        save_end_of_document(connection, a_source(GONE), plan, later)
    end_run(later, RunState.FINISHED)


def save(
    run: Run,
    statement_id: str,
    statement: Statement,
    acts: Mapping[str, Act | ResolvedAct],
    *,
    makers: Sequence[str] = ("nato",),
    lost: frozenset[str] = frozenset(),
) -> None:
    """Save a statement with its acts by id, as the job does; acts not resolved yet are made by `makers`."""
    resolved = {
        id_: act if isinstance(act, ResolvedAct) else resolve(act, makers) for id_, act in acts.items()
    }
    found = Found(statement_id, statement, a_source(statement_id), tuple(resolved.values()))
    with run.database.writing() as connection:
        run.reports.append(save_statement(connection, found, Matched(resolved, lost=lost), run))


def a_source(name: str) -> Source:
    """Where a statement came from."""
    digest = sha256(name.encode()).hexdigest()
    return Source(id=digest, bytes_digest=digest, name=f"/srv/inbox/{name}.txt")


def resolve(act: Act, makers: Sequence[str] = ("nato",), **changes: Any) -> ResolvedAct:
    """An act made by these actors, whom no words name."""
    role = ActorRole.CALLER if act.kind is ActKind.CALL else ActorRole.PROMISOR
    parties = tuple(a_party(maker, role=role) for maker in makers)
    return a_resolved_act(act, **{**changes, "parties": (*parties, *changes.get("parties", ()))})


# --- statements ---------------------------------------------------------------------------------------------


def a_joint_statement() -> Statement:
    """NATO's and Finland's."""
    issuers = (an_issuer(), an_issuer("Finland", actor="fin"))
    return a_statement(PORTS, issuers=issuers, adopted=date(2023, 5, 2), place="Tallinn", language="fi")


def an_undated_statement() -> Statement:
    """Of somebody the registry does not know."""
    doubt = Doubt(code="no-date", message="the header names no date")
    statement = a_statement(
        PARKS, issuers=(an_issuer("Council of Mayors", actor=None),), adopted=None, place=None
    )
    return replace(statement, doubts=(doubt,))


def some_bridges() -> dict[str, Act]:
    """Sixty promises, one a line."""
    lines = BRIDGES.split("\n\n")
    return {f"plg_bridge{number:02}": an_act(line, within=BRIDGES) for number, line in enumerate(lines)}


# --- the acts of the Brussels statement ---------------------------------------------------------------------


def some_acts() -> dict[str, Act | ResolvedAct]:
    """Seven pledges and two calls."""
    return {
        "plg_decide": resolve(act_of("We will decide on further"), deadlines=(when_we_meet_in_madrid(),)),
        "plg_report": a_report(),
        "plg_review": act_of("We are reviewing", stage=Stage.UNDER_WAY, confidence=0.5),
        "plg_open": act_of("We have opened", stage=Stage.DONE),
        "plg_doors": act_of("We reaffirm", stage=Stage.REAFFIRMED, firmness=Firmness.MEDIUM),
        "plg_station": resolve(
            act_of("We will not station", polarity=Polarity.NEGATIVE), deadlines=(as_soon_as_possible(),)
        ),
        "plg_support": resolve(
            act_of("We will support Ukraine"),
            parties=(
                a_party(
                    "ukr", role=ActorRole.BENEFICIARY, text="Ukraine", span=a_span("Ukraine", within=TEXT)
                ),
            ),
            deadlines=(from_may(),),
        ),
        "cal_withdraw": resolve(
            call_of("We call on Russia"),
            parties=(
                a_party("rus", role=ActorRole.ADDRESSEE, text="Russia", span=a_span("Russia", within=TEXT)),
            ),
            deadlines=(by_june(),),
        ),
        "cal_protect": resolve(
            call_of("We urge all states"),
            parties=(
                a_party(
                    None,
                    role=ActorRole.ADDRESSEE,
                    text="all states",
                    span=a_span("all states", within=TEXT),
                    candidates=("fin", "est"),
                ),
            ),
        ),
    }


def some_lost_acts() -> dict[str, Act | ResolvedAct]:
    """A pledge and a call that a later run no longer finds."""
    return {"plg_gone": act_of("We have opened"), "cal_gone": call_of("We urge all states")}


def act_of(beginning: str, **changes: Any) -> Act:
    """A pledge whose quote is the line of the text that begins like this, without the full stop."""
    return an_act(line_of(beginning), within=TEXT, **changes)


def call_of(beginning: str) -> Act:
    """A call, likewise."""
    return a_call(line_of(beginning), within=TEXT)


def line_of(beginning: str) -> str:
    """The whole line."""
    return next(line for line in TEXT.split("\n") if line.startswith(beginning)).rstrip(".")


def a_report() -> ResolvedAct:
    """The foreign ministers', with a deadline, a theme and a condition."""
    act = act_of(
        "Our foreign ministers",
        conditions=(a_wording("as appropriate", within=TEXT),),
        trace=(
            Firing("opening.subject", supplied="We"),
            Firing("will", a_span("will", within=TEXT)),
            Firing("will"),
        ),
    )
    ministers = a_party(
        "nato-foreign-ministers",
        text="Our foreign ministers",
        span=a_span("Our foreign ministers", within=TEXT),
    )
    due = a_deadline(
        "by the end of 2023",
        within=TEXT,
        latest=date(2023, 12, 31),
        edtf="2022-03-24/2023-12-31",
    )
    return a_resolved_act(
        act,
        parties=(ministers,),
        deadlines=(due,),
        themes=(a_theme_match(words="coastal regions", within=TEXT),),
    )


def when_we_meet_in_madrid() -> Deadline:
    """A follow-up at the Madrid summit, with another reading."""
    return a_deadline(
        "when we meet in Madrid",
        within=TEXT,
        role=DeadlineRole.FOLLOW_UP,
        kind=DeadlineKind.MEETING,
        earliest=date(2022, 6, 28),
        latest=date(2022, 6, 30),
        precision=Precision.RANGE,
        edtf="2022-06-28/2022-06-30",
        meeting=MADRID,
        alternatives=(Alternative(date(2022, 4, 1), None, None, "the next meeting there"),),
    )


def as_soon_as_possible() -> Deadline:
    """Undated."""
    undated = {"earliest": None, "latest": None, "edtf": None, "precision": Precision.UNKNOWN}
    return a_deadline("as soon as possible", within=TEXT, kind=DeadlineKind.VAGUE, **undated)


def from_may() -> Deadline:
    """A start without an end."""
    return a_deadline(
        "from May 2022",
        within=TEXT,
        role=DeadlineRole.START,
        earliest=date(2022, 5, 1),
        latest=None,
        precision=Precision.MONTH,
        edtf="2022-05/..",
    )


def by_june() -> Deadline:
    """A call's."""
    return a_deadline("by June 2022", within=TEXT, latest=date(2022, 6, 30), edtf="2022-03-24/2022-06-30")


# --- facts -----------------------------------------------------------------------------------------


def a_world_registry() -> Registry:
    """The small registry of all tests, with three more states and one more summit."""
    registry = a_registry()
    states = {slug: an_actor(slug) for slug in ("ukr", "rus", "esp")}
    summit = a_meeting(
        SUMMIT, name="Brussels Summit 2021", place="Brussels", first_day=SHIPS_DAY, last_day=SHIPS_DAY
    )
    return replace(
        registry, actors={**registry.actors, **states}, meetings={**registry.meetings, SUMMIT: summit}
    )
