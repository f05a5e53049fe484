"""The flat columns of versions, and those that pledges and calls share (`app.api.formats.columns`)."""

from collections.abc import Sequence

STATEMENT_REF_COLUMNS = (
    "statement.id",
    "statement.title",
    "statement.adopted_date",
    "statement.issuers.id",
    "statement.issuers.name",
)
VERSION_COLUMNS = (
    "version",
    "seq",
    "at",
    "type",
    "cause",
    "run",
    "changed_fields",
    "before",
    "after",
    "known_from",
    "replaced_by",
)


def act_columns(*own: str) -> Sequence[str]:
    """The columns of acts, with those that only one kind has behind the words."""
    return (
        "id",
        *STATEMENT_REF_COLUMNS,
        "quote",
        *own,
        "firmness",
        "polarity",
        "verb",
        "object",
        "actors.id",
        "actors.name",
        "beneficiaries.id",
        "beneficiaries.name",
        "scope.text",
        "themes.id",
        "themes.label",
        "deadlines.text",
        "deadlines.role",
        "deadlines.kind",
        "deadlines.earliest",
        "deadlines.latest",
        "deadlines.meeting.id",
        "quantities.text",
        "conditions.text",
        "confidence",
        "rules",
        "evidence.text",
        "evidence.start",
        "evidence.end",
        "evidence.passage",
        "evidence.passage_number",
        "run",
        "version",
        "created_at",
        "updated_at",
        "changed_seq",
    )
