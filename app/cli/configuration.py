"""The environment, and options that overrule it -> settings, or a message naming the variable at fault; and
where a command's log goes.
"""

import sys
from typing import Any

import structlog
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


def to_read_only(database: str | None) -> str | None:
    """The name of a file -> the address of a database that is only read; an address stays as it is."""
    return database if database is None or "://" in database else f"sqlite:///{database}?mode=ro"


def log_to_standard_error() -> None:
    """Standard output is for what was asked for, and structlog would write there."""
    structlog.reset_defaults()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
