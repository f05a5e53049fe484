"""The service in a process of its own, which can be killed and begun again at the same address.

The listening socket is not its own, so that nobody else takes the address meanwhile: who asks while it is
dead waits, and who was being answered is cut off.
"""

import socket
from multiprocessing.process import BaseProcess

from app.serving import configure_logs, listen, make_server
from app.settings import Settings
from app.store.database import Database
from tests.forks import FORKS


class KillableServer:
    """From the beginning of the block to its end."""

    def __init__(self, database: Database) -> None:
        self.kills = 0
        self._listener = listen("127.0.0.1", 0)
        self._url = database.url.render_as_string(hide_password=False)
        self._process = self._start()

    def __enter__(self) -> "KillableServer":
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        self._listener.close()

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def port(self) -> int:
        """Of the address."""
        port: int = self._listener.getsockname()[1]
        return port

    @property
    def pid(self) -> int | None:
        """The process that answers now."""
        return self._process.pid

    def kill(self) -> None:
        """Whatever it is answering; another takes its place."""
        self._end()
        self._process = self._start()
        self.kills += 1

    def _start(self) -> BaseProcess:
        process = FORKS.Process(target=run, args=(self._url, self._listener), daemon=True)
        process.start()
        return process

    def _end(self) -> None:
        self._process.kill()
        self._process.join()


def run(url: str, listener: socket.socket) -> None:
    """Serve until killed."""
    settings = Settings(database_url=url, log_format="json", log_level="warning")
    configure_logs(settings)
    make_server(settings).run(sockets=[listener])
