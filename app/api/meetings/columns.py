"""The flat columns of meetings (`app.api.formats.columns`)."""

MEETING_COLUMNS = (
    "id",
    "name",
    "place",
    "country",
    "first_day",
    "last_day",
    "forum.id",
    "forum.name",
    "number",
    "names",
    "is_verified",
    "source",
    "version",
    "updated_at",
    "changed_seq",
)
