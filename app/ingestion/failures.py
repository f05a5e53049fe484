"""What keeps a document or a statement from being dealt with -> words for the run's record; what nobody
foresaw is logged whole.
"""

import structlog
from sqlalchemy.exc import DBAPIError

from app.errors import CommuniqueError, StoreError
from app.ingestion.analysis import Failure
from app.ingestion.reports import make_printable

log = structlog.get_logger(__name__)


def explain(name: str, error: Exception) -> str:
    """What went wrong with what is called so. A store that cannot be used ends the run."""
    if isinstance(error, StoreError):
        raise error
    if isinstance(error, CommuniqueError):
        return str(error)
    log.error("ingestion-failed", document=make_printable(name), exc_info=error)
    cause = error.orig if isinstance(error, DBAPIError) else error
    return f"{type(cause).__name__}: {cause}"


def log_failure(name: str, failure: Failure) -> None:
    """Log what was told by whoever analysed it, where nobody foresaw it."""
    if failure.traceback:
        log.error("ingestion-failed", document=name, exception=failure.traceback)
