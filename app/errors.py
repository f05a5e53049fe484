"""The tree of our errors, each with the HTTP status and the public code of its answer; those that no request
can cause have none of their own.

CommuniqueError
├── DocumentError               a document that cannot be used; the run goes on with the others
│   ├── EmptyDocument
│   ├── UnreadableDocument
│   └── DocumentTooLarge
├── RegistryError               the facts under app/registry contradict each other
├── RuleError                   a rule file of extraction or resolution is malformed
├── GoldError                   hand-coded acts that cannot be evaluated against
├── CorrectionError             corrections that cannot be made
├── StoreError                  the database cannot be used
│   ├── DatabaseUnavailable
│   ├── SchemaOutdated
│   └── RunInProgress
├── ExportExists                an export of that name has been made
├── AddressUnavailable          the address to serve at cannot be listened on
└── RequestError                a request that cannot be answered
    ├── NotFound
    ├── UnknownPath
    ├── MethodNotAllowed
    ├── NotAcceptable
    ├── Withdrawn
    │   └── Merged
    ├── InvalidCursor
    ├── CursorExpired
    ├── CursorFromOtherEpoch
    ├── RangeNotSatisfiable
    ├── InvalidParameter
    └── TooManyStreams
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType


def tell_in_a_line(error: BaseException) -> str:
    """What a library says is wrong, without line breaks; of YAML the problem and its line, without the
    excerpt.
    """
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    words = f"{problem} (line {mark.line + 1})" if mark and problem else str(error)
    return " ".join(words.split())


class CommuniqueError(Exception):
    """What the service could not do through no fault of the request.

    Root of everything this package raises on purpose; `str(error)` is fit to be shown to a user.
    """

    status = 500
    code = "internal-error"
    title = "Something went wrong on our side"
    headers: Mapping[str, str] = MappingProxyType({})
    """Of the answer, besides those that every answer has."""


class DocumentError(CommuniqueError):
    """A document that cannot be used. The message names what is wrong, not the file."""


class EmptyDocument(DocumentError):
    """No text at all, or nothing left once page furniture is gone."""


class UnreadableDocument(DocumentError):
    """Bytes that are no text, Markdown, HTML or PDF, or text in an encoding we cannot tell."""


class DocumentTooLarge(DocumentError):
    """More bytes than any communiqué has."""


class RegistryError(CommuniqueError):
    """The facts under `app/registry` contradict each other or the format."""


class RuleError(CommuniqueError):
    """A rule file of extraction or resolution is malformed."""


class GoldError(CommuniqueError):
    """Hand-coded acts that are malformed, or that lack their statement."""


class CorrectionError(CommuniqueError):
    """Corrections that are malformed, or that do not fit the acts they name; none of the file is made."""


class StoreError(CommuniqueError):
    """The database cannot be used."""

    status = 503
    code = "database-unavailable"
    title = "The database cannot be reached"


class DatabaseUnavailable(StoreError):
    """No connection, or the connection was lost."""


class SchemaOutdated(StoreError):
    """The database's schema is not this version's; `communique migrate` brings it there."""

    code = "schema-outdated"
    title = "The database has another version's schema"


class RunInProgress(StoreError):
    """Another run is writing statements; the store has one writer at a time."""


class ExportExists(CommuniqueError):
    """An export of that day and that number has been made, and never changes."""


class AddressUnavailable(CommuniqueError):
    """The address to serve at is taken, or is none of this machine's."""


class RequestError(CommuniqueError):
    """A request that cannot be answered as asked."""

    status = 400
    code = "bad-request"
    title = "The request cannot be answered"


class NotFound(RequestError):
    """Nothing has that id."""

    status = 404
    code = "not-found"
    title = "Nothing has that id"


class UnknownPath(RequestError):
    """No resource lives at that path."""

    status = 404
    code = "unknown-path"
    title = "There is no such path"


class MethodNotAllowed(RequestError):
    """The path exists, and does not answer that method."""

    status = 405
    code = "method-not-allowed"
    title = "The path does not answer that method"


class NotAcceptable(RequestError):
    """The list exists, but in none of the formats that the Accept header asks for."""

    status = 406
    code = "not-acceptable"
    title = "The list has no such format"


class Withdrawn(RequestError):
    """The id was published, and what it named is no longer found in the statement."""

    status = 410
    code = "withdrawn"
    title = "What had that id is withdrawn"

    def __init__(self, message: str, *, replaced_by: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.replaced_by = replaced_by


class Merged(Withdrawn):
    """The id was published, and one other act of its kind holds its words now: `Location` leads there."""

    status = 308
    code = "merged"
    title = "What had that id is part of another now"

    def __init__(self, message: str, *, merged: str, into: str) -> None:
        super().__init__(message, replaced_by=(into,))
        self.merged, self.into = merged, into
        self.headers = {"Cache-Control": "no-cache"}  # it may be found again, and would be forgotten for ever


class InvalidCursor(RequestError):
    """A cursor that is damaged, or that belongs to another query."""

    status = 400
    code = "invalid-cursor"
    title = "The cursor does not belong to this query"


class CursorExpired(RequestError):
    """A place in the feed whose next changes have been pruned."""

    status = 410
    code = "cursor-expired"
    title = "The feed no longer reaches back to the cursor"


class CursorFromOtherEpoch(RequestError):
    """A place in a feed that this database does not continue: it was restored from a backup, or is another
    one.
    """

    status = 410
    code = "cursor-from-other-epoch"
    title = "The cursor is of another feed"


class RangeNotSatisfiable(RequestError):
    """A part of a file that lies outside it.

    `size`: the file's, in bytes.
    """

    status = 416
    code = "range-not-satisfiable"
    title = "The part lies outside the file"

    def __init__(self, message: str, *, size: int) -> None:
        super().__init__(message)
        self.headers = {"Content-Range": f"bytes */{size}"}


class InvalidParameter(RequestError):
    """A parameter that does not exist, or whose value is not allowed."""

    status = 422
    code = "invalid-parameter"
    title = "A parameter is not valid"

    def __init__(self, message: str, *, parameter: str, allowed: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.parameter = parameter
        self.allowed = allowed


class TooManyStreams(RequestError):
    """The service is already sending as many whole lists as it sends at a time."""

    status = 503
    code = "too-many-streams"
    title = "Too many whole lists are being sent"
