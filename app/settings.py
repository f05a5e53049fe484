"""One Settings class: every environment variable `COMMUNIQUE_*` the product knows."""

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

MEBIBYTE = 1024 * 1024


class Settings(BaseSettings):
    """Read from the environment; each field is `COMMUNIQUE_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="COMMUNIQUE_", extra="ignore", use_attribute_docstrings=True)

    database_url: str = "sqlite:///var/communique.sqlite"
    """SQLAlchemy URL of the database: SQLite (`sqlite:///file`) or PostgreSQL (`postgresql://...`)."""
    host: str = "127.0.0.1"
    """Address `communique serve` listens on."""
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    """Port `communique serve` listens on; 0 takes a free one."""
    public_url: Annotated[str, Field(pattern=r"^(https?://[^\s?#]+)?$")] | None = None
    """Public address of the service, used in links and problem types; without it, that of the request."""
    cache_mib: Annotated[int, Field(ge=0)] = 24
    """Mebibytes of memory for cached answers; 0 caches none."""
    log_format: Literal["auto", "console", "json"] = "auto"
    """`json`, `console`, or `auto`: console on a terminal, JSON otherwise."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """`debug`, `info`, `warning` or `error`."""
    max_document_bytes: Annotated[int, Field(ge=1)] = 20 * MEBIBYTE
    """Largest document `communique ingest` reads; larger ones are refused."""
    max_document_seconds: Annotated[int, Field(ge=1)] = 300
    """Longest time spent on reading one document, or on extracting one statement again; one that takes longer
    fails.
    """
    workers: Annotated[int, Field(ge=1)] = 1
    """Number of processes that `communique ingest` and `communique reextract` use."""
    exports_dir: Path = Path("var/exports")
    """Folder that `communique export` writes to and `/v1/exports` serves from."""


@lru_cache
def load_settings() -> Settings:
    """The settings of this process."""
    return Settings()
