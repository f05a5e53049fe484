"""The flat columns of themes (`app.api.formats.columns`)."""

THEME_COLUMNS = ("id", "label", "scope", "cap", "sdgs")
