"""What is asked of each server, so that all are asked the same; each peer's answer is held against ours
before anything is measured.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from httpx import HTTPStatusError
from sqlalchemy import Connection, func, select

from app.store.database import Database
from app.store.search_tables import ActWordsRow
from app.store.tables import ActBindingRow, ActRow
from app.vocabulary import DUE_ROLES, ActKind, Stage
from benchmarks.load import HOST, build_get
from benchmarks.servers import Server

PAGE = 50
MOST_REQUESTS = 60_000
ACTORS, YEARS, MONTHS, DAYS = 60, range(2000, 2030), range(1, 13), (1, 11, 21)
WORDS, SAMPLED = 100, 20_000
RARE, COMMON = (0.0005, 0.005), (0.05, 1.0)
"""In what share of quotes a word stands."""
FACETS = ("theme", "adopted_year", "actor")
ONE_FILTER: Mapping[str, tuple[Mapping[str, str], str]] = {
    "unfiltered": ({}, "true"),
    "one stage": ({"stage": "promised"}, "stage = 'promised'"),
    "one actor": ({"actor": "est"}, "id in (select act_id from act_binding where actor_id = 'est')"),
    "one theme": ({"theme": "cyber"}, "id in (select act_id from act_theme where theme_id = 'cyber')"),
    "one issuer": (
        {"issuer": "nato"},
        "act.statement_id in (select statement_id from statement_issuer where actor_id = 'nato')",
    ),
    "one year": (
        {"adopted_after": "2022-01-01", "adopted_before": "2022-12-31"},
        "act.adopted_order between '2022-01-01' and '2022-12-31'",
    ),
}
"""What facets are asked under: as we are asked, and in SQL."""
FAR_PAGE, LARGEST_PAGE = 1_000, 200

Servers = Mapping[str, Server]
Paths = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Question:
    """One row of the table. `requests`, by server, ours first; `goals`: how many times as fast as a peer ours
    has to be; `most_ms`: what half of our answers may take.
    """

    name: str
    requests: Mapping[str, Sequence[bytes]]
    goals: Mapping[str, float] = field(default_factory=dict)
    most_ms: float | None = None
    connections: int = 16


class Questions:
    """The rows that can be asked of the servers that are up. `bodies`: where the bare server finds bytes."""

    def __init__(self, database: Database, servers: Servers, bodies: Path) -> None:
        self._is_file = database.file is not None
        self._name = database.file.stem if database.file else ""
        self._servers = servers
        self._bodies = bodies
        with database.reading() as connection:
            self._ids = _list_ids(connection)
            self._actors = _list_actors(connection)
            self._rare, self._common = (_list_words(connection, share) for share in (RARE, COMMON))

    def list_rows(self) -> Iterator[Question]:
        """Each is held against the answers of the peers when its turn comes."""
        yield self._ask_filtered()
        yield from self._ask_again()
        yield self._ask_single()
        for name, words in (("rare", self._rare), ("common", self._common)):
            yield self._ask_search(f"search, {name} words", words)
        for name, (asked, where) in ONE_FILTER.items():
            yield self._ask_facets(f"facets, {name}", asked, where)
        yield self._ask_far()

    def _ask_filtered(self) -> Question:
        asked = [
            {"actor": actor, "stage": stage.value, "due_before": f"{year}-{month:02}-{day:02}"}
            for year, month, day, stage, actor in product(YEARS, MONTHS, DAYS, Stage, self._actors)
        ][-MOST_REQUESTS:]
        paths = {
            "product": [f"/v1/pledges?{urlencode(one)}" for one in asked],
            "tutorial": [f"/pledges?{urlencode(one)}" for one in asked],
            "Datasette": [self._ask_datasette("act", _where_filtered(**one)) for one in asked],
        }
        ours = self._read_ids("product", paths["product"][-1])
        self._check("tutorial", paths["tutorial"][-1], ours)
        self._check("Datasette", paths["Datasette"][-1], ours)
        goals = {"tutorial": 12 if self._is_file else 8, "Datasette": 1.8}
        return self._question("first-time filtered page", paths, goals)

    def _ask_again(self) -> Iterator[Question]:
        path = f"/v1/pledges?actor={self._actors[0]}&stage=promised&due_before=2030-01-01"
        bare = self._save_body(path)
        yield self._question("the same query again", {"product": [path], "bare": [bare]}, {"bare": 0.75})
        known = {"if-none-match": self._servers["product"].get(path, host=HOST).headers["etag"]}
        if self._servers["product"].get(path, host=HOST, **known).status_code != 304:
            raise RuntimeError("who has the answer is given it again")
        revalidated = {"product": [build_get(path, **known)], "bare": [build_get(bare)]}
        yield Question("304", revalidated, {"bare": 1.0})

    def _ask_single(self) -> Question:
        paths = {
            "product": [f"/v1/pledges/{id_}" for id_ in self._ids],
            "bare": [self._save_body(f"/v1/pledges/{self._ids[0]}")],
        }
        return self._question("single pledge, first time", paths, {"bare": 0.18 if self._is_file else 0.10})

    def _ask_search(self, name: str, words: Sequence[str]) -> Question:
        paths = {
            "no memory": [f"/v1/pledges?q={quote(word)}" for word in words],
            "Datasette": [self._ask_datasette("act", _where_found(word)) for word in words],
        }
        self._check("Datasette", paths["Datasette"][0], self._read_ids("product", paths["no memory"][0]))
        return self._question(name, paths, {"Datasette": 4})

    def _ask_facets(self, name: str, asked: Mapping[str, str], where: str) -> Question:
        query = [*asked.items(), *(("facets", facet) for facet in FACETS), ("limit", 1)]
        sql = {"sql": _write_facets(where), "_shape": "arrays"}
        paths = {
            "no memory": [f"/v1/pledges?{urlencode(query)}"],
            "Datasette": [f"/{self._name}.json?{urlencode(sql)}"],
        }
        if "Datasette" in self._servers and not self._is_counted_alike(asked, paths):
            del paths["Datasette"]
        question = self._question(name, paths, {"Datasette": 2})
        return Question(name, question.requests, question.goals, most_ms=12, connections=1)

    def _ask_far(self) -> Question:
        """Ours beside ours."""
        path = f"/v1/pledges?limit={PAGE}"
        far = path
        cursor = ""
        for _ in range(min(FAR_PAGE * PAGE, len(self._ids) - 2 * PAGE) // LARGEST_PAGE):
            page = self._servers["no memory"].get(f"/v1/pledges?limit={LARGEST_PAGE}{cursor}").json()
            cursor = f"&cursor={page['page']['next_cursor']}"
            far = path + cursor
        requests = {"no memory": [build_get(far)], "near": [build_get(path)]}
        return Question("a page far on, beside the first", requests, {"near": 1 / 1.1}, connections=1)

    # --- what peers are asked, and whether they answer it ---------------------------------------------------

    def _is_counted_alike(self, asked: Mapping[str, str], paths: Paths) -> bool:
        """Whether Datasette comes to our counts before it gives up. Where a facet's own filter is asked for,
        ours leave it out, and are not compared.
        """
        ours: Any = self._servers["no memory"].get(paths["no memory"][0]).json()["facets"]
        own = {name.split("_")[0] for name in asked}
        compared = [facet for facet in FACETS if facet.split("_")[0] not in own]
        known = {one["value"]: one["count"] for facet in compared for one in ours[facet] if one["value"]}
        try:
            theirs = self._servers["Datasette"].get(paths["Datasette"][0]).json()["rows"]
        except HTTPStatusError:
            return False
        return bool(theirs) and all(known.get(value, count) == count for value, count in theirs)

    def _question(self, name: str, paths: Paths, goals: Mapping[str, float]) -> Question:
        requests = {
            server: [build_get(path) for path in some]
            for server, some in paths.items()
            if server in self._servers
        }
        return Question(name, requests, goals)

    def _ask_datasette(self, table: str, asked: Mapping[str, str]) -> str:
        options = {"_size": PAGE, "_shape": "array", "_nocount": 1, "_nofacet": 1, "_nosuggest": 1}
        return f"/{self._name}/{table}.json?{urlencode({**asked, **options})}"

    def _save_body(self, path: str) -> str:
        """The path where the bare server has the same bytes."""
        name = blake2b(path.encode(), digest_size=8).hexdigest()
        (self._bodies / name).write_bytes(self._servers["product"].get(path).content)
        return f"/{name}"

    def _read_ids(self, server: str, path: str) -> list[str]:
        return [row["id"] for row in self._read_rows(server, path)]

    def _read_rows(self, server: str, path: str) -> list[dict[str, Any]]:
        answer: Any = self._servers[server].get(path).json()
        rows: list[dict[str, Any]] = answer["results"] if server == "product" else answer
        return rows

    def _check(self, server: str, path: str, ours: Sequence[str]) -> None:
        """Datasette sorts by one column only: those of one day may come in any order, and of the last day
        others than ours.
        """
        if server not in self._servers:
            return
        rows = self._read_rows(server, path)
        theirs = [row["id"] for row in rows]
        if server == "Datasette":
            days = {row["id"]: row["adopted_order"] for row in rows}
            is_same = {id_ for id_, day in days.items() if day > min(days.values())} <= set(ours)
        else:
            is_same = theirs == list(ours)
        if len(theirs) != len(ours) or not is_same:
            raise RuntimeError(f"{server} answers something else")


def _where_filtered(actor: str, stage: str, due_before: str) -> Mapping[str, str]:
    roles = ", ".join(f"'{role}'" for role in DUE_ROLES)
    bound = f"id in (select act_id from act_binding where actor_id = '{actor}')"  # noqa: S608 - as it is asked there
    is_dated = "(earliest is not null or latest is not null)"
    is_before = f"(earliest is null or earliest <= '{due_before}')"
    due = f"id in (select act_id from deadline where role in ({roles}) and {is_dated} and {is_before})"  # noqa: S608 - as above
    return {
        "kind": ActKind.PLEDGE,
        "status": "active",
        "stage": stage,
        "_where": f"{bound} and {due}",
        "_sort_desc": "adopted_order",
    }


def _where_found(word: str) -> Mapping[str, str]:
    """The newest pledges in whose words it stands, as ours: what is found by the same index."""
    numbers = f"select rowid from act_words_fts where act_words_fts match '{word}'"  # noqa: S608 - as it is asked there
    found = f"id in (select act_id from act_words where number in ({numbers}))"  # noqa: S608 - as above
    return {"kind": ActKind.PLEDGE, "status": "active", "_where": found, "_sort_desc": "adopted_order"}


def _write_facets(where: str) -> str:
    wanted = f"kind = 'pledge' and status = 'active' and {where}"
    return f"""
        select * from (select theme_id, count(*) from act join act_theme on act_id = id where {wanted}
            group by 1 order by 2 desc limit 100)
        union all
        select * from (select substr(adopted_order, 1, 4), count(*) from act where {wanted} group by 1)
        union all
        select * from (select actor_id, count(*) from act join act_binding on act_id = id where {wanted}
            group by 1 order by 2 desc limit 100)"""  # noqa: S608 - words of our own


def _list_ids(connection: Connection) -> list[str]:
    query = select(ActRow.id).where(ActRow.kind == ActKind.PLEDGE).order_by(ActRow.id).limit(MOST_REQUESTS)
    return list(connection.scalars(query))


def _list_actors(connection: Connection) -> list[str]:
    """Those that most acts bind."""
    count = func.count()
    query = (
        select(ActBindingRow.actor_id).group_by(ActBindingRow.actor_id).order_by(count.desc()).limit(ACTORS)
    )
    return list(connection.scalars(query))


def _list_words(connection: Connection, share: tuple[float, float]) -> list[str]:
    """Words that stand in such a share of the quotes."""
    quotes = connection.scalars(select(ActWordsRow.words).limit(SAMPLED)).all()
    counted = Counter(word for quote in quotes for word in set(quote.split()))
    least, most = (part * len(quotes) for part in share)
    return sorted(word for word, count in counted.items() if least <= count < most)[:WORDS]
