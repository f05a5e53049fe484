"""The shape of what comes along with a page, and the envelope of pages that bring it."""

from typing import Annotated, Any, Generic

from pydantic import Field

from app.api.actors.schemas import ActorOut
from app.api.answers import EnvelopeOut, Result
from app.api.meetings.schemas import MeetingOut
from app.api.schemas import Out
from app.api.statements.schemas import StatementOut


class IncludedOut(Out):
    """What the results of a page refer to, once each and by id. A member is null when it was not asked for;
    what is withdrawn is left out.
    """

    statements: list[StatementOut] | None
    "The statements that the results stand in."
    actors: list[ActorOut] | None
    "The issuers of those statements, and the actors that the results name."
    meetings: list[MeetingOut] | None
    "The meetings at which something is due, followed up or starts."


class IncludingPageOut(EnvelopeOut[Result], Generic[Result]):
    """One page of a list whose results refer to others."""

    facets: Annotated[dict[str, Any] | None, Field(description="Null: these results are not counted.")]
    included: Annotated[
        IncludedOut | None, Field(description="Related objects, once each; null when not asked for.")
    ]
