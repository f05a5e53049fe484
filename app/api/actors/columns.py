"""The flat columns of actors and of memberships (`app.api.formats.columns`)."""

ACTOR_COLUMNS = (
    "id",
    "name",
    "kind",
    "official_name",
    "names",
    "parent.id",
    "parent.name",
    "speaks_for_members",
    "identifiers.scheme",
    "identifiers.value",
    "source",
    "version",
    "updated_at",
    "changed_seq",
)
MEMBERSHIP_COLUMNS = (
    "actor.id",
    "actor.name",
    "actor.kind",
    "group.id",
    "group.name",
    "group.kind",
    "start",
    "end",
    "is_verified",
    "note",
    "source",
)
