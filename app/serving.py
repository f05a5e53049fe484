"""Settings -> a running server, with logs a person or a machine can read. Knows uvicorn, and no resource."""

import ctypes
import gc
import logging
import socket
import sys
from contextlib import suppress

import structlog
import uvicorn
from fastapi import FastAPI

from app.errors import AddressUnavailable
from app.main import create_app
from app.settings import Settings
from app.store.database import Database
from app.store.schema import check_schema

BACKLOG = 2048
M_ARENA_MAX, ARENAS = -8, 2
"""The parameter of glibc's `mallopt`, and how many arenas there are."""

log = structlog.get_logger(__name__)


def serve(settings: Settings) -> None:
    """Serve until interrupted. Raises SchemaOutdated, DatabaseUnavailable and AddressUnavailable before it
    begins.
    """
    configure_logs(settings)
    with Database(settings.database_url) as database:
        check_schema(database)
    with listen(settings.host, settings.port) as listener:
        server = make_server(settings)
        gc.collect()
        gc.freeze()  # what is here by now stays: to look through it again and again would delay answers
        _share_memory()
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        log.info("serving", address=f"http://{host}:{listener.getsockname()[1]}", database=str(database))
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listener])
    if not server.started:
        sys.exit("communique: the service did not start; its log says why")


class Server(uvicorn.Server):
    """Ends without waiting for those who wait for the feed: it would let them, before it tells the service
    that it ends.
    """

    def __init__(self, app: FastAPI) -> None:
        super().__init__(
            uvicorn.Config(app, log_config=None, access_log=False, server_header=False, ws="none")
        )
        self._app = app

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer those who wait, then as ever."""
        self._app.state.waiters.stop()
        await super().shutdown(sockets)


def _share_memory() -> None:
    """Have threads share what they allocate from: glibc gives each its own, and what one gave back the others
    would not use. Elsewhere there is no such thing, and no such function.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, ARENAS)


def make_server(settings: Settings) -> Server:
    """The service in a server that still wants a listening socket. Its log lines go where ours go."""
    return Server(create_app(settings))


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises AddressUnavailable."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        reason, *_ = (error.strerror or str(error)).split(" (while ")
        raise AddressUnavailable(
            f"cannot listen on {host}, port {port}: {reason}; try another --port"
        ) from error


def configure_logs(settings: Settings) -> None:
    """Our log lines and the libraries' in one form on standard error: for eyes on a terminal, else JSON."""
    is_for_eyes = settings.log_format == "console" or (settings.log_format == "auto" and sys.stderr.isatty())
    facts: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    # Tracebacks are plain: with the values of variables they would show passwords.
    form: list[structlog.typing.Processor] = (
        [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
        if is_for_eyes
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=facts,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *form],
    )
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    logging.basicConfig(level=settings.log_level.upper(), handlers=[handler], force=True)
    # Alembic tells of itself whenever the schema is looked at.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    structlog.configure(
        processors=[*facts, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(settings.log_level.upper())),
        cache_logger_on_first_use=True,
    )
