"""Every resource of version 1, under `/v1`. A reader of the API goes on from here, folder by folder."""

from fastapi import APIRouter, Depends

from app.api.actors.routes import router as actors
from app.api.calls.routes import router as calls
from app.api.changes.routes import router as changes
from app.api.deadlines.routes import router as deadlines
from app.api.exports.routes import router as exports
from app.api.forums.routes import router as forums
from app.api.meetings.routes import router as meetings
from app.api.pledges.routes import router as pledges
from app.api.problems.faults import refuse_repeats
from app.api.problems.responses import EVERYWHERE, NOT_MODIFIED
from app.api.runs.routes import router as runs
from app.api.statements.routes import router as statements
from app.api.stats.routes import router as stats
from app.api.status.routes import router as status
from app.api.texts.routes import router as texts
from app.api.themes.routes import router as themes
from app.api.vocabularies.routes import router as vocabularies

RESOURCES = (
    pledges,
    calls,
    deadlines,
    stats,
    statements,
    texts,
    actors,
    forums,
    meetings,
    themes,
    vocabularies,
    changes,
    exports,
    runs,
    status,
)

# A function's name is its operationId: stable when a path moves, and a good method name in every language.
router = APIRouter(
    prefix="/v1",
    dependencies=[Depends(refuse_repeats)],
    responses=EVERYWHERE,
    generate_unique_id_function=lambda route: route.name,
)
UNTAGGED = (texts, exports, runs, status)
"""As `app.api.etags` has them, by their paths."""
for resource in RESOURCES:
    router.include_router(resource, responses={} if resource in UNTAGGED else NOT_MODIFIED)
