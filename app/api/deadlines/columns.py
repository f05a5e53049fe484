"""The flat columns of the timeline (`app.api.formats.columns`)."""

from app.api.acts.columns import STATEMENT_REF_COLUMNS

DEADLINE_COLUMNS = (
    "id",
    "text",
    "role",
    "kind",
    "earliest",
    "latest",
    "edtf",
    "precision",
    "meeting.id",
    "meeting.name",
    "awaited_meeting",
    "rule",
    "confidence",
    "start",
    "end",
    "pledge.id",
    *(f"pledge.{path}" for path in STATEMENT_REF_COLUMNS),
    "pledge.stage",
    "pledge.firmness",
    "pledge.polarity",
    "pledge.quote",
    "pledge.actors.id",
    "pledge.actors.name",
    "pledge.themes.id",
    "pledge.themes.label",
    "pledge.version",
    "pledge.updated_at",
)
