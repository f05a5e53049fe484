"""A statement and a number -> what the statement says in that edition: made from these two alone, so that
whoever knows the number can tell what should stand.

Editions differ in all that pledges are filtered by, and every pledge names its edition.
"""

import random
from datetime import date

from app.ingestion.saving import Found
from app.model import ResolvedAct
from app.vocabulary import Firmness, Polarity, Stage
from tests.api.world import a_source, resolve
from tests.builders import a_deadline, a_statement, a_theme_match, an_act, an_issuer

PLEDGES = 4
"""At most, of a statement."""


def make_edition(statement_id: str, edition: int) -> Found:
    """The whole statement."""
    chance = random.Random(f"{statement_id} {edition}")
    lines = [
        f"{statement_id}: we will plant field {n} with trees by the end of 203{n}" for n in range(PLEDGES)
    ]
    text = "\n\n".join(lines)
    makers = chance.choice((("nato",), ("nato", "fin")))
    statement = a_statement(
        text, title=name_edition(edition), issuers=tuple(an_issuer(m, actor=m) for m in makers)
    )
    acts = tuple(
        _make_pledge(line, text, edition, makers=makers, chance=chance)
        for line in lines
        if chance.random() < 0.8
    )
    return Found(statement_id, statement, a_source(statement_id), acts)


def name_edition(edition: int) -> str:
    """The title of the statement, and the object of its pledges."""
    return f"edition {edition}"


def read_edition(name: str) -> int:
    """The number in such a name."""
    return int(name.removeprefix("edition "))


def _make_pledge(
    line: str, text: str, edition: int, *, makers: tuple[str, ...], chance: random.Random
) -> ResolvedAct:
    act = an_act(
        line,
        within=text,
        object=name_edition(edition),
        stage=chance.choice(list(Stage)),
        firmness=chance.choice(list(Firmness)),
        polarity=chance.choice(list(Polarity)),
        confidence=chance.choice((0.5, 0.9)),
    )
    due = a_deadline(line[-len("by the end of 2030") :], within=text, latest=date(int(line[-4:]), 12, 31))
    return resolve(
        act,
        makers,
        deadlines=(due,) if chance.random() < 0.5 else (),
        themes=(a_theme_match(words=line, within=text),) if chance.random() < 0.5 else (),
    )
