"""What acts are counted by is kept in step with what is stored, whatever becomes of them."""

from datetime import date

from sqlalchemy import func, select

from app.ingestion.runs import start_run
from app.store.count_tables import FacetCountRow
from app.store.database import Database
from app.vocabulary import Firmness
from tests.builders import (
    a_call,
    a_deadline,
    a_party,
    a_registry,
    a_resolved_act,
    a_statement,
    a_theme_match,
    an_act,
    an_issuer,
)
from tests.ingestion.kept import check_kept
from tests.ingestion.runs import save

JOINT = a_statement(issuers=(an_issuer(), an_issuer("Friends of the Coast", actor=None)))
PROMISED = a_resolved_act(
    themes=(a_theme_match(),),
    deadlines=(a_deadline(), a_deadline(earliest=None, latest=None)),
    parties=(a_party(), a_party("fin")),
)
ASKED = a_resolved_act(a_call())


def test_acts_are_counted_as_they_come_change_go_and_return(database: Database) -> None:
    run = start_run(database, a_registry())
    for acts in (
        [PROMISED, ASKED],
        [a_resolved_act(an_act(firmness=Firmness.WEAK)), ASKED],
        [ASKED],
        [],
        [PROMISED],
    ):
        save(run, JOINT, acts)
        check_kept(database)


def test_what_a_statement_says_otherwise_its_acts_count_as(database: Database) -> None:
    run = start_run(database, a_registry())
    save(run, JOINT, [PROMISED])
    save(run, a_statement(issuers=(), adopted=date(2023, 5, 2)), [PROMISED])
    check_kept(database)


def test_nothing_is_kept_of_what_nothing_has(database: Database) -> None:
    run = start_run(database, a_registry())
    save(run, JOINT, [PROMISED])
    save(run, JOINT, [])
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(FacetCountRow)) == 0
