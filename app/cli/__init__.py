"""The command `communique`: words typed in a shell -> calls into the rooms, messages and exit codes.

Exit codes: 0 done; 1 could not be done (one line says why); 2 the command was not understood.
"""

import sys
from collections.abc import Sequence

from app.cli.commands import cli
from app.errors import CommuniqueError

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and exit; `arguments` default to those of the process."""
    try:
        cli(arguments, prog_name="communique")
    except CommuniqueError as error:
        sys.exit(f"communique: {error}")
    except BrokenPipeError:
        sys.stderr.close()  # the reader (`| head`) has what it wanted
        sys.exit(0)
    except OSError as error:  # a disk that is full, an output that cannot be written
        place = f"{error.filename}: " if error.filename else ""
        sys.exit(f"communique: {place}{error.strerror or error}")
