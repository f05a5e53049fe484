"""Every error has one shape, whoever found it: ours, the framework's, the database's, and bugs."""

import re
from typing import Any

import httpx
import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from sqlalchemy import text

from app.api.contract import build_document
from app.api.problems.pages import list_errors
from app.store.database import Database
from tests.api.conftest import serving

MEMBERS = ["type", "title", "status", "detail", "instance", "request_id", "errors", "replaced_by"]
FAULT_MEMBERS = ["parameter", "pointer", "code", "message", "allowed"]

ERRORS: list[tuple[str, int, str]] = [
    ("GET /v1/pledges?cursor=nonsense", 400, "invalid-cursor"),
    ("GET /v1/pledges/plg_none", 404, "not-found"),
    ("GET /v1/nothing", 404, "unknown-path"),
    ("GET /v1/pledges/", 404, "unknown-path"),
    ("GET /docs/assets/nothing.js", 404, "unknown-path"),
    ("GET /problems/nothing", 404, "not-found"),
    ("POST /v1/pledges", 405, "method-not-allowed"),
    ("DELETE /docs/assets/swagger-ui.css", 405, "method-not-allowed"),
    ("GET /v1/pledges/plg_gone", 410, "withdrawn"),
    ("GET /v1/pledges?limit=0", 422, "invalid-parameter"),
    ("GET /v1/pledges?limit=1&limit=2", 422, "invalid-parameter"),
]


def assert_problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """The answer is a problem of this kind, with every member; returns it."""
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert list(problem) == MEMBERS
    assert (answer.status_code, problem["status"]) == (status, status)
    assert problem["type"] == str(answer.request.url.join(f"/problems/{code}"))
    assert problem["title"] == list_errors()[code].title
    assert problem["instance"] == answer.request.url.path
    assert problem["request_id"] == answer.headers["x-request-id"]
    assert answer.headers["cache-control"] == "no-store"
    assert all(list(fault) == FAULT_MEMBERS for fault in problem["errors"])
    return problem


@pytest.mark.parametrize(("request_line", "status", "code"), ERRORS)
def test_an_error_is_a_problem(api: httpx.Client, request_line: str, status: int, code: str) -> None:
    answer = api.request(*request_line.split())
    assert_problem(answer, status, code)
    page = api.get(answer.json()["type"])
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert list_errors()[code].title in page.text


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize(
    "path", ["/v1/pledges", "/v1/meetings/resolve", "/healthz", "/problems", "/docs/assets/x"]
)
def test_a_method_that_is_not_answered_is_told_which_are(api: httpx.Client, method: str, path: str) -> None:
    answer = api.request(method, path)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("query", "faults"),
    [
        ("stag=promised", [("stag", "unknown-parameter", ["stage"])]),
        ("adopted_afetr=2022-01-01", [("adopted_afetr", "unknown-parameter", ["adopted_after"])]),
        ("zzzzzz=1", [("zzzzzz", "unknown-parameter", None)]),
        ("STAGE=promised", [("STAGE", "unknown-parameter", ["stage"])]),
        ("page=2", [("page", "unknown-parameter", None)]),
        ("format=csv", [("format", "unknown-parameter", None)]),
        ("search=sea", [("search", "unknown-parameter", None)]),
        ("filter=sea", [("filter", "unknown-parameter", None)]),
        ("q=T%FCrkiye", [("q", "malformed", None)]),
        (f"q={501 * 'a'}", [("q", "too-long", None)]),
        ("stage=broken", [("stage", "not-allowed", ["promised", "under_way", "done", "reaffirmed"])]),
        ("actor_mode=all", [("actor_mode", "not-allowed", ["any", "direct"])]),
        ("limit=201", [("limit", "out-of-range", None)]),
        ("limit=-1", [("limit", "out-of-range", None)]),
        ("limit=ten", [("limit", "malformed", None)]),
        ("limit=1_0", [("limit", "malformed", None)]),
        ("limit=%201", [("limit", "malformed", None)]),
        ("limit=%2B1", [("limit", "malformed", None)]),
        ("limit=1.0", [("limit", "malformed", None)]),
        ("limit=%D9%A1", [("limit", "malformed", None)]),
        (f"limit={'9' * 5000}", [("limit", "malformed", None)]),
        ("limit=1&limit=2", [("limit", "not-allowed", None)]),
        ("min_confidence=1.1", [("min_confidence", "out-of-range", None)]),
        ("min_confidence=nan", [("min_confidence", "malformed", None)]),
        ("min_confidence=1e999", [("min_confidence", "malformed", None)]),
        ("min_confidence=0_1", [("min_confidence", "malformed", None)]),
        ("min_confidence=%200.5", [("min_confidence", "malformed", None)]),
        ("due_after=0", [("due_after", "malformed", None)]),
        ("due_after=2022-01-02&due_before=2022-01-01", [("due_after", "contradictory", None)]),
        ("adopted_after=2022-01-02&adopted_before=2022-01-01", [("adopted_after", "contradictory", None)]),
        ("updated_after=2022-01-01", [("updated_after", "malformed", None)]),
        ("updated_after=0001-01-01T00:00:00%2B23:59", [("updated_after", "malformed", None)]),
        ("updated_after=2022-01-01T00:00:00", [("updated_after", "malformed", None)]),
        ("due_after=0001", [("due_after", "malformed", None)]),
        ("due_after=20220324", [("due_after", "malformed", None)]),
        ("due_after=2022-W12-4", [("due_after", "malformed", None)]),
        ("due_after=%202022-03-24", [("due_after", "malformed", None)]),
        ("due_after=2022-02-30", [("due_after", "malformed", None)]),
        ("due_after=2022-01-01T00:00", [("due_after", "malformed", None)]),
        ("has_deadline=yes", [("has_deadline", "malformed", None)]),
        ("has_deadline=True", [("has_deadline", "malformed", None)]),
        ("has_deadline=1", [("has_deadline", "malformed", None)]),
        ("actor=EST", [("actor", "malformed", None)]),
        ("actor=", [("actor", "malformed", None)]),
        ("actor=%00", [("actor", "malformed", None)]),
        ("actor=%ED%A0%80", [("actor", "malformed", None)]),
        (f"actor={'x' * 201}", [("actor", "too-long", None)]),
        ("&".join(["actor=est"] * 101), [("actor", "too-many", None)]),
        (f"cursor={'x' * 1001}", [("cursor", "too-long", None)]),
        (
            "stage=a&theme=A",
            [
                ("stage", "not-allowed", ["promised", "under_way", "done", "reaffirmed"]),
                ("theme", "malformed", None),
            ],
        ),
    ],
)
def test_each_fault_names_its_parameter_and_what_is_allowed(
    api: httpx.Client, query: str, faults: list[tuple[str, str, Any]]
) -> None:
    problem = assert_problem(api.get(f"/v1/pledges?{query}"), 422, "invalid-parameter")
    assert [(fault["parameter"], fault["code"], fault["allowed"]) for fault in problem["errors"]] == faults
    if len(faults) == 1:
        assert problem["detail"] == problem["errors"][0]["message"]


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("/v1/pledges?limit=0", "`limit` must be at least 1."),
        ("/v1/pledges?limit=201", "`limit` must be at most 200."),
        ("/v1/pledges?limit=1_0", "`limit` must be a whole number, written in digits."),
        (f"/v1/pledges?limit={'9' * 5000}", "`limit` must be a number of fewer digits."),
        ("/v1/pledges?min_confidence=1.1", "`min_confidence` must be at most 1."),
        ("/v1/pledges?min_confidence=high", "`min_confidence` must be a number, written as in JSON."),
        ("/v1/pledges?min_confidence=1e999", "`min_confidence` must be a finite number."),
        (
            "/v1/pledges?due_after=2022-02-30",
            "`due_after` must be a day of the calendar, written YYYY-MM-DD.",
        ),
        ("/v1/pledges?has_deadline=yes", "`has_deadline` must be `true` or `false`."),
        (
            "/v1/changes?due_after=2022-01-02&due_before=2022-01-01",
            "`due_after` is later than `due_before`, so that nothing can lie between them.",
        ),
        (
            "/v1/meetings?after=2022-01-02&before=2022-01-01",
            "`after` is later than `before`, so that nothing can lie between them.",
        ),
        (
            "/v1/pledges?updated_after=1640995200",
            "`updated_after` must be a moment, written as in 2024-01-31T12:00:00Z.",
        ),
        (
            "/v1/pledges?updated_after=2022-01-01T00:00:00+02:00",
            "`updated_after` must be a moment; the `+` of its offset is `%2B` in an address.",
        ),
        (
            "/v1/pledges?actor=EST",
            "`actor` must be an id: lower-case letters, digits, `.`, `_` and `-`.",
        ),
        (f"/v1/pledges?actor={'x' * 201}", "`actor` must have at most 200 characters."),
        (f"/v1/pledges?{'actor=est&' * 101}", "`actor` can be given at most 100 times."),
        ("/v1/texts/ABC", "`sha256` must be a SHA-256 in lower-case hexadecimal: 64 characters."),
        ("/v1/texts/" + "0" * 64 + "?end=2147483648", "`end` must be at most 2147483647."),
        (
            "/v1/pledges?order=desc",
            "There is no parameter `order`. Lists that have several orders take `sort`.",
        ),
        (
            "/v1/pledges?search=sea",
            "There is no parameter `search`. Pledges, calls and passages are searched with `q`.",
        ),
        ("/v1/actors?name=T%FCrkiye", "`name` must be percent-encoded UTF-8."),
        ("/v1/meetings/resolve", "`text` is required."),
        ("/v1/actors?name=a%0Ab", "`name` must be one line of words, without control characters."),
    ],
)
def test_a_fault_is_told_in_a_sentence(api: httpx.Client, target: str, message: str) -> None:
    assert [fault["message"] for fault in api.get(target).json()["errors"]] == [message]


def test_of_very_many_faults_the_first_are_told(api: httpx.Client) -> None:
    problem = api.get("/v1/pledges?" + "&".join(f"x{number}" for number in range(5000))).json()
    assert problem["detail"] == "5000 parameters are not valid."
    assert [fault["parameter"] for fault in problem["errors"]] == [f"x{number}" for number in range(100)]


HOSTILE = [
    "",
    " ",
    "1_0",
    " 1",
    "-1",
    "9" * 500,
    "1e999",
    "nan",
    "yes",
    "20220324",
    "2022-02-30",
    "EST",
    "a\0",
]
LIBRARY_WORDS = re.compile(r"Input should|String should|List should|Value error|Unable to|cannot be read")


@pytest.mark.parametrize("path", build_document()["paths"])
def test_no_words_of_a_library_reach_users(api: httpx.Client, path: str) -> None:
    """Every parameter at once, with one hostile value after the other."""
    document = build_document()
    shared = document["components"]["parameters"]
    parameters = [
        shared[parameter["$ref"].rsplit("/", 1)[-1]] if "$ref" in parameter else parameter
        for parameter in document["paths"][path]["get"].get("parameters", [])
    ]
    names = {where: [p["name"] for p in parameters if p["in"] == where] for where in ("path", "query")}
    for value in HOSTILE:
        asked = path.format(**dict.fromkeys(names["path"], "x"))
        answer = api.get(asked, params=dict.fromkeys(names["query"], value))
        told = [fault["message"] for fault in answer.json().get("errors", [])]
        assert all(re.match(r"`\w+` ", message) for message in told), told
        assert not LIBRARY_WORDS.search(" ".join(told))


def test_an_open_list_names_its_values_of_today(api: httpx.Client) -> None:
    (fault,) = api.get("/v1/actors", params={"kind": "planet"}).json()["errors"]
    assert fault["allowed"] == ["state", "organisation", "group", "organ", "office"]


@pytest.mark.parametrize("path", ["/v1/pledges/plg_decide?x=1", "/v1/status?x=1", "/v1/vocabularies?limit=1"])
def test_what_takes_no_parameters_refuses_them(api: httpx.Client, path: str) -> None:
    problem = assert_problem(api.get(path), 422, "invalid-parameter")
    assert [fault["code"] for fault in problem["errors"]] == ["unknown-parameter"]


@pytest.mark.parametrize(
    "path",
    [
        "/v1/pledges/%00",
        "/v1/actors/EST",
        "/v1/statements/a%20b",
        "/v1/runs/..%00",
        "/v1/texts/ABC",
        "/v1/meetings/é",
    ],
)
def test_an_id_that_is_none_never_reaches_the_database(api: httpx.Client, path: str) -> None:
    assert api.get(path).status_code == 422


def test_every_code_has_its_page_and_the_index_lists_them(api: httpx.Client) -> None:
    index = api.get("/problems")
    links = re.findall(r'href="([^"]+)"', index.text)
    assert links == [f"problems/{code}" for code in list_errors()]
    for code, link in zip(list_errors(), links, strict=True):
        page = api.get(index.url.join(link))
        assert f"<code>{code}</code>" in page.text
        assert 'href="../problems"' in page.text
        assert "str(error)" not in page.text  # what is for programmers


# --- what is not the client's fault -------------------------------------------------------------------------


def take_away(database: Database) -> None:
    """Make the database one that cannot be used: the file is something else, the server admits nobody."""
    database.dispose()
    if database.file:
        database.file.write_bytes(b"no database")
        return
    address = database.url.set(drivername="postgresql", database="postgres").render_as_string(
        hide_password=False
    )
    with psycopg.connect(address, autocommit=True) as connection:
        name = str(database.url.database)
        connection.execute(SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS false").format(Identifier(name)))
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )


def test_a_database_that_is_gone_is_a_503_to_try_again(database: Database) -> None:
    with serving(database) as api:
        assert api.get("/v1/pledges").status_code == 200
        take_away(database)
        for path in ("/v1/pledges", "/v1/actors/est", "/v1/status", "/readyz"):
            answer = api.get(path)
            problem = assert_problem(answer, 503, "database-unavailable")
            assert int(answer.headers["retry-after"]) > 0
            assert str(database.url.database) not in problem["detail"]
        assert api.get("/healthz").status_code == 200


def test_a_service_on_another_schema_is_not_ready(database: Database) -> None:
    with serving(database) as api:
        with database.writing() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = 'other'"))
        assert_problem(api.get("/readyz"), 503, "schema-outdated")


def test_a_bug_is_a_500_that_tells_nothing(database: Database) -> None:
    with serving(database) as api:
        with database.writing() as connection:
            connection.execute(text("DROP TABLE act_theme"))
            connection.execute(text("DROP TABLE theme"))
        problem = assert_problem(api.get("/v1/themes"), 500, "internal-error")
        assert problem["detail"] == "The service's log says more under this request's id."
        assert api.get("/v1/forums").status_code == 200
