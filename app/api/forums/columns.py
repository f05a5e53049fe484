"""The flat columns of forums (`app.api.formats.columns`)."""

FORUM_COLUMNS = ("id", "name", "actor.id", "actor.name", "actor.kind", "source")
