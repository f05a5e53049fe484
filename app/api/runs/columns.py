"""The flat columns of runs and of their documents (`app.api.formats.columns`)."""

RUN_COLUMNS = ("id", "state", "started_at", "finished_at", "versions", "tally")
DOCUMENT_COLUMNS = ("ordinal", "name", "outcome", "statement", "message")
