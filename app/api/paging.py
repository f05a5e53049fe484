"""One page of a select, by keyset: an order and a cursor become a predicate; the rows that come back become
the next cursor.

An order is a list of terms in any mix of directions whose last one is unique. A cursor is opaque to clients:
base64url of a seal and the last row's values. The seal covers the values, the order and the query they belong
to, so that a damaged cursor and one of another query are told from a good one (`InvalidCursor`). It is no
secret: a forged cursor can only ask for another place in the same list, and its values are checked by type
before they reach the database.
"""

import base64
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from itertools import takewhile
from math import isfinite
from operator import itemgetter
from types import MappingProxyType
from typing import Annotated, Any, Self

import orjson
from pydantic import MISSING, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Integer,
    Result,
    and_,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute

from app.api.selects import AnyRow, AnySelect
from app.api.types import LARGEST_INT32, Moment, PageSize
from app.errors import InvalidCursor
from app.store.feed import read_head
from app.store.feed_tables import FeedHeadRow

SEAL_BYTES = 8
LONGEST_CURSOR = 1000
BESIDE_THE_LIST = {"limit", "cursor", "count", "include", "facets"}
"""Parameters that say how much of a list is shown, not what is in it: a cursor holds whatever they are."""

LIMIT = bindparam("limit", type_=Integer)
BEGIN = bindparam("begin", type_=Integer)
NOTHING_OPEN: Mapping[str, Any] = MappingProxyType({})
HEAD_SEQ = select(FeedHeadRow.seq).scalar_subquery().label("head_seq")

Value = str | int | float | date | datetime


class QueryModel(BaseModel):
    """The parameters of a request: those named here and no others."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    @model_validator(mode="after")
    def _leave_something_between(self) -> Self:
        """`x_after` is not later than `x_before`, nor `after` than `before`: nobody asks for nothing on
        purpose.
        """
        asked = self.model_fields_set
        for after in asked:
            before = f"{after.removesuffix('after')}before"
            if before in asked and getattr(self, after) > getattr(self, before):
                raise PydanticCustomError("contradiction", "", {"parameter": after, "other": before})
        return self

    def without(self, parameters: Iterable[str]) -> Self:
        """The same request, had these parameters not been given."""
        fields = type(self).model_fields
        return self.model_copy(update={name: fields[name].get_default() for name in parameters})


class NoQuery(QueryModel):
    """A request that takes no parameters."""


class Count(StrEnum):
    """Frozen. Whether an answer says how many results the whole list has."""

    NONE = "none"
    EXACT = "exact"


class PageQuery(QueryModel):
    """A query whose answer comes in pages."""

    limit: PageSize = 50
    "How many results a page holds."
    cursor: Annotated[str, Field(max_length=LONGEST_CURSOR)] | MISSING = MISSING
    "`page.next_cursor` of the page before, with the same filters and order. It does not expire."
    count: Count = Count.NONE
    """`exact`: `page.count` says how many results there are on all pages; the more there are, the longer it
    takes.
    """


class UpdatedQuery(PageQuery):
    """A query of things that change."""

    updated_after: Annotated[Moment, Field(examples=["2024-01-01T00:00:00Z"])] | MISSING = MISSING
    "Only what changed at this moment or later, by `updated_at`. To keep a copy in step, follow the feed."


@dataclass(frozen=True)
class Term:
    """One column of an order. `key` is the column's name in the rows."""

    key: str
    column: InstrumentedAttribute[Any]
    is_descending: bool = False

    @cached_property
    def kind(self) -> type:
        """The type of its values."""
        kind: type = self.column.type.python_type
        return kind

    def beyond(self, value: Value | BindParameter[Any]) -> ColumnElement[bool]:
        """The rows that come after those with `value`."""
        return self.column < value if self.is_descending else self.column > value

    def not_before(self, value: Value | BindParameter[Any]) -> ColumnElement[bool]:
        """The rows with `value` and those that come after them."""
        return self.column <= value if self.is_descending else self.column >= value

    def ordering(self) -> ColumnElement[Any]:
        """The term in an ORDER BY."""
        return self.column.desc() if self.is_descending else self.column.asc()


@dataclass(frozen=True, slots=True)
class Walk:
    """A column in whose order an index gives the rows of a listing: sorted by the first term of its order
    alone. `begin`: the least that the column is where that term has a value.
    """

    column: ColumnElement[Any]
    begin: Callable[[Any], int]


@dataclass(frozen=True, slots=True)
class Along:
    """Columns of other tables, whose `keys` are the last term of the order of a listing."""

    columns: tuple[ColumnElement[Any], ...]
    keys: tuple[InstrumentedAttribute[str], ...]

    def join(self, rows: AnySelect, order: Sequence[Term]) -> AnySelect:
        """The same rows, of a select that is not cut, with these columns."""
        key = order[-1].column
        is_its = (other == key for other in self.keys if other is not key)
        return rows.add_columns(*self.columns).where(*is_its)

    def bring(self, page: AnySelect, order: Sequence[Term]) -> AnySelect:
        """The same rows with these columns, in any order."""
        rows = page.subquery("page")
        is_its = (key == rows.c[order[-1].key] for key in self.keys)
        return select(rows, *self.columns).where(*is_its)


@dataclass(frozen=True)
class Listing:
    """A select and the order it is paged in. `scope` names what is listed beyond the query, as "members of
    nato". The select may leave values open, which are given when it is run. `walk`: how its rows are met,
    where the database is not to sort them. `along`: what is looked up for the rows of a page alone.
    """

    scope: str
    select: AnySelect
    order: tuple[Term, ...]
    walk: Walk | None = None
    along: Along | None = None

    @cached_property
    def first_page(self) -> AnySelect:
        """The first `LIMIT` rows, each with where the feed stands; of a walk all rows. To be sorted."""
        return self._cut(self.select)

    @cached_property
    def later_page(self) -> AnySelect:
        """The first that come after those values of its order that `name_place` names."""
        later = self.select.where(after(self.order, [bindparam(name) for name in self._names]))
        return self._cut(later.where(self.walk.column >= BEGIN) if self.walk else later)

    def _cut(self, wanted: AnySelect) -> AnySelect:
        wanted = wanted.add_columns(HEAD_SEQ)
        if self.walk:
            return (self.along.join(wanted, self.order) if self.along else wanted).order_by(self.walk.column)
        page = wanted.order_by(*(term.ordering() for term in self.order)).limit(LIMIT)
        return self.along.bring(page, self.order) if self.along else page

    def name_place(self, place: Sequence[Value]) -> Mapping[str, Value]:
        """The values that a later page needs."""
        begin = {BEGIN.key: self.walk.begin(place[0])} if self.walk else {}
        return {**dict(zip(self._names, place, strict=True)), **begin}

    @cached_property
    def _names(self) -> Sequence[str]:
        return [f"after_{term.key}" for term in self.order]


def select_keys(order: Sequence[Term]) -> AnySelect:
    """What an order goes by, its unique end included, and nothing else."""
    return select(*(term.column.label(term.key) for term in order))


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one page, how to get the next, and the newest change they hold; None where none counts.
    `count`: how many rows the whole list has, where that was asked. `is_approximate`: of the best rows,
    whether there were more than were ranked; None of a part of the whole list.
    """

    rows: Sequence[AnyRow]
    limit: int
    next_cursor: str | None
    as_of_seq: int | None = None
    count: int | None = None
    is_approximate: bool | None = None


def fetch_page(
    connection: Connection,
    listing: Listing,
    query: PageQuery,
    values: Mapping[str, Any] = NOTHING_OPEN,
    *,
    count: int | None = None,
) -> Page:
    """One page of `listing` with where the feed stands, by one SQL statement, and how many rows it has, where
    asked, by another. `values`: what the listing leaves open; `count`: how many it has, where that is known.
    Raises InvalidCursor.
    """
    owner = _describe(listing, query)
    place = _read_place(listing, query, owner)
    found = fetch_first(connection, listing, values, most=query.limit + 1, place=place)
    rows = found[: query.limit]
    next_cursor = None
    if len(found) > query.limit:
        place = [getattr(rows[-1], term.key) for term in listing.order]
        next_cursor = _make_cursor(place, owner)
    if count is None and query.count is Count.EXACT:
        count = count_rows(connection, listing.select, values)
    seq = found[0].head_seq if found else read_head(connection).seq
    return Page(rows, query.limit, next_cursor, seq, count)


def fetch_first(
    connection: Connection,
    listing: Listing,
    values: Mapping[str, Any] = NOTHING_OPEN,
    *,
    most: int,
    place: Sequence[Value] = (),
) -> Sequence[AnyRow]:
    """The first rows of `listing`, or those after a place; each with where the feed stands."""
    wanted = listing.later_page if place else listing.first_page
    given = {**values, LIMIT.key: most, **(listing.name_place(place) if place else {})}
    met = connection.execute(wanted, given)
    if listing.walk:
        return _sort(_take_equals(met, most), listing.order)[:most]
    return _sort(met.all(), listing.order) if listing.along else met.all()


def _take_equals(met: Result[*tuple[Any, ...]], most: int) -> Sequence[AnyRow]:
    """Of rows that are sorted by their first column alone so many, and those that equal the last by it; no
    more are met than it takes.
    """
    taken = list(met.fetchmany(most))
    value = itemgetter(0)
    if len(taken) == most:
        taken += takewhile(lambda row: value(row) == value(taken[most - 1]), met)
    met.close()
    return taken


def _sort(rows: Sequence[AnyRow], order: Sequence[Term]) -> Sequence[AnyRow]:
    """As the databases would, by the first columns (`select_keys`)."""
    for place, term in reversed(list(enumerate(order))):
        rows = sorted(rows, key=itemgetter(place), reverse=term.is_descending)
    return rows


def _read_place(listing: Listing, query: PageQuery, owner: bytes) -> list[Value]:
    return [] if query.cursor is MISSING else _read_cursor(query.cursor, listing.order, owner)


def count_rows(connection: Connection, wanted: AnySelect, values: Mapping[str, Any] = NOTHING_OPEN) -> int:
    """How many rows it has; what is joined only to be shown, the databases leave out by themselves."""
    counted = wanted.with_only_columns(func.count(), maintain_column_froms=True)
    return connection.execute(counted, values).scalar_one()


def after(order: Sequence[Term], values: Sequence[Value | BindParameter[Any]]) -> ColumnElement[bool]:
    """`(a, b, c)` comes after `(x, y, z)`: a beyond x, or a = x and (b beyond y, or ...).

    That `a` does not come before x follows from it, and is said again because both databases then start in
    the index there.
    """
    *outer, (last, value) = zip(order, values, strict=True)
    predicate = last.beyond(value)
    for term, at in reversed(outer):
        predicate = or_(term.beyond(at), and_(term.column == at, predicate))
    return and_(order[0].not_before(values[0]), predicate)


def _describe(listing: Listing, query: PageQuery) -> bytes:
    """What a cursor is bound to: what is listed, its order, and every parameter that says what is in it,
    however the client sorts them.
    """
    asked = query.model_dump(mode="json", exclude=BESIDE_THE_LIST)
    asked = {name: sorted(value) if isinstance(value, list) else value for name, value in asked.items()}
    order = [f"{'-' if term.is_descending else ''}{term.key}" for term in listing.order]
    return orjson.dumps([listing.scope, order, asked], option=orjson.OPT_SORT_KEYS)


def _make_cursor(values: Sequence[Value], owner: bytes) -> str:
    return _seal(orjson.dumps(list(values)), owner)


def _seal(payload: bytes, owner: bytes) -> str:
    seal = blake2b(owner + payload, digest_size=SEAL_BYTES).digest()
    return base64.urlsafe_b64encode(seal + payload).decode().rstrip("=")


def _read_cursor(cursor: str, order: Sequence[Term], owner: bytes) -> list[Value]:
    """The values in a cursor of this very listing; any other string raises InvalidCursor."""
    try:
        payload = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))[SEAL_BYTES:]
        if _seal(payload, owner) != cursor:
            raise ValueError("not sealed for this listing")
        return [_parse_value(value, term) for value, term in zip(orjson.loads(payload), order, strict=True)]
    except (ValueError, TypeError, OverflowError) as error:
        raise InvalidCursor(
            "The cursor is damaged, or was made for other filters. Start again without it."
        ) from error


def _parse_value(value: object, term: Term) -> Value:
    """A JSON value as the type of the term's column; what no column of ours can hold raises ValueError."""
    kind = term.kind
    if kind is date and isinstance(value, str):
        return date.fromisoformat(value)
    if kind is datetime and isinstance(value, str):
        return datetime.fromisoformat(value).astimezone(UTC)
    if kind is str and isinstance(value, str) and "\x00" not in value:
        return value
    if kind is int and type(value) is int and 0 <= value <= LARGEST_INT32:
        return value
    if kind is float and type(value) is float and isfinite(value):
        return value
    raise ValueError(f"not a {kind.__name__}: {value!r}")
