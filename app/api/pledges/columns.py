"""The flat columns of pledges (`app.api.formats.columns`)."""

from app.api.acts.columns import act_columns

PLEDGE_COLUMNS = act_columns("stage")
