"""Why an act is one: its shape, and what the store knows of it."""

from typing import Annotated

from pydantic import Field
from sqlalchemy import Connection, select

from app.api.acts.queries import get_act
from app.api.acts.schemas import DeadlineOut, PartyOut
from app.api.schemas import Out, ThemeRefOut, WordingOut
from app.api.selects import Json
from app.api.types import Confidence, Int32
from app.store.act_parts import PARTIES, THEMES_WITH_WORDS
from app.store.tables import ActRow, RunRow, TextRow
from app.vocabulary import ActKind


class FiringOut(Out):
    """A rule that helped to find it."""

    rule: Annotated[str, Field(examples=["pledge.auxiliary"])]
    "The rule's id."
    text: Annotated[str | None, Field(examples=["will"])]
    "The words it fired on; null when it looked at the whole, or at what was supplied."
    start: Int32 | None
    "Offset of the words' first character."
    end: Int32 | None
    "Offset just after the words' last character."
    supplied: Annotated[str | None, Field(examples=["We will"])]
    """Words read before the act's own so that they make a clause: borrowed from the lead-in in `text`, or
    made up. Of a rule that fired on some of them, those. Null where there are none.
    """


class ThemeMatchOut(ThemeRefOut):
    """A theme, and the words that show it."""

    words: list[WordingOut]
    "The words."


class ActExplanationOut(Out):
    """Which rules fired on which words, and which words became which facts."""

    quote: str
    "Its exact words."
    confidence: Confidence
    "The probability that a careful reader would mark these words as this act."
    rules: list[FiringOut]
    "The rules that found it, in the order they applied."
    parties: list[PartyOut]
    "The words that name somebody, and whom they were taken for."
    deadlines: list[DeadlineOut]
    "The words that say when, and the interval they were taken for."
    themes: list[ThemeMatchOut]
    "The words that say what it is about: its own or, where these do not tell, those of what it stands under."
    conditions: list[WordingOut]
    "The words that limit it."
    scope: list[WordingOut]
    "The words that limit who is bound."
    quantities: list[WordingOut]
    "The figures in it."
    run: str
    "The run that wrote this version."
    versions: dict[str, str]
    "Versions of code, rules, model and registry in that run."


def get_explanation(connection: Connection, kind: ActKind, act_id: str) -> Json:
    """Why an act is one, in the shape of `ActExplanationOut` with its id by the name of its kind. Raises
    NotFound and Withdrawn.
    """
    act = get_act(connection, kind, act_id)
    made = connection.execute(
        select(
            ActRow.trace,
            TextRow.content,
            RunRow.versions,
            PARTIES.label("parties"),
            THEMES_WITH_WORDS.label("themes"),
        )
        .join(TextRow, TextRow.id == ActRow.text_id)
        .join(RunRow, RunRow.id == ActRow.run_id)
        .where(ActRow.id == act_id)
    ).one()
    shown = ("quote", "confidence", "deadlines", "conditions", "scope", "quantities", "run")
    return {
        str(kind): act_id,
        **{name: act[name] for name in shown},
        "rules": [_read_firing(firing, made.content) for firing in made.trace],
        "parties": made.parties,
        "themes": made.themes,
        "versions": made.versions,
    }


def _read_firing(firing: Json, content: str) -> Json:
    start, end = firing["start"], firing["end"]
    text = None if start is None else content[start:end]
    supplied = firing.get("supplied")
    return {"rule": firing["rule"], "text": text, "start": start, "end": end, "supplied": supplied}
