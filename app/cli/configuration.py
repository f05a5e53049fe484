"""The environment, and options that overrule it -> settings, or a message naming the variable at fault."""

from typing import Any

import typer
from pydantic import ValidationError

from app.settings import Settings, load_settings


def read_settings(**options: Any) -> Settings:
    """The settings of this process; an option that was given beats its environment variable."""
    try:
        settings = load_settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise typer.BadParameter(f"COMMUNIQUE_{name}: {first['msg']}") from error
    return settings.model_copy(update={name: value for name, value in options.items() if value is not None})
