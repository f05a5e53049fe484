"""Every resource of version 1, under `/v1`. A reader of the API goes on from here, folder by folder."""

from app.api.actors.routes import router as actors
from app.api.calls.routes import router as calls
from app.api.changes.routes import router as changes
from app.api.deadlines.routes import router as deadlines
from app.api.exports.routes import router as exports
from app.api.forums.routes import router as forums
from app.api.meetings.routes import router as meetings
from app.api.pledges.routes import router as pledges
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
ROUTES = [route for resource in RESOURCES for route in resource.routes]
