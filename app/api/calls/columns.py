"""The flat columns of calls (`app.api.formats.columns`)."""

from app.api.acts.columns import act_columns

CALL_COLUMNS = act_columns("addressees.id", "addressees.name", "addressees.text")
