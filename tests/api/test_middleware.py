"""What is around every answer: compression, and readers of other origins."""

import gzip

import httpx
import pytest

from tests.api.test_texts import ID, PATH
from tests.api.world import TEXT

READS = ["/v1/pledges?limit=50", "/v1/pledges.csv", "/v1/pledges.jsonl", PATH, "/openapi.json", "/docs"]


def read_raw(api: httpx.Client, path: str, encoding: str) -> tuple[httpx.Response, bytes]:
    """An answer, and its body as it came."""
    with api.stream("GET", path, headers={"Accept-Encoding": encoding}) as answer:
        return answer, b"".join(answer.iter_raw())


@pytest.mark.parametrize("path", READS)
def test_a_body_is_compressed_once_for_who_takes_it(api: httpx.Client, path: str) -> None:
    plain, body = read_raw(api, path, "identity")
    packed, compressed = read_raw(api, path, "gzip")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(compressed) == body
    assert len(compressed) < len(body)
    assert "Accept-Encoding" in plain.headers["vary"]
    assert packed.headers["vary"] == plain.headers["vary"]


@pytest.mark.parametrize(
    ("accepted", "is_packed"),
    [("gzip;q=0", False), ("br, gzip; q=0.0", False), ("gzip;q=0, br", False), ("br, gzip;q=0.5", True)],
)
def test_whoever_refuses_compression_gets_none(api: httpx.Client, accepted: str, is_packed: bool) -> None:
    assert ("content-encoding" in read_raw(api, READS[0], accepted)[0].headers) == is_packed


def test_a_text_has_a_strong_tag_for_its_bytes_and_a_weak_one_for_those_compressed(api: httpx.Client) -> None:
    assert len(TEXT) > 500
    assert read_raw(api, PATH, "identity")[0].headers["etag"] == f'"{ID}"'
    assert read_raw(api, PATH, "gzip")[0].headers["etag"] == f'W/"{ID}"'
    known = api.get(PATH, headers={"If-None-Match": f'W/"{ID}"', "Accept-Encoding": "gzip"})
    assert (known.status_code, known.headers["etag"]) == (304, f'W/"{ID}"')


def test_a_tag_holds_for_any_encoding(api: httpx.Client) -> None:
    plain, _ = read_raw(api, "/v1/pledges", "identity")
    packed, _ = read_raw(api, "/v1/pledges", "gzip")
    assert plain.headers["etag"] == packed.headers["etag"]


@pytest.mark.parametrize("origin", [{"Origin": "https://dashboard.example.org"}, {}])
@pytest.mark.parametrize("path", ["/v1/pledges", "/v1/pledges.csv", "/v1/pledges/plg_none", "/healthz"])
def test_pages_of_any_origin_may_read(api: httpx.Client, path: str, origin: dict[str, str]) -> None:
    answer = api.get(path, headers=origin)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    exposed = answer.headers["access-control-expose-headers"].split(", ")
    assert exposed == [
        "Accept-Ranges",
        "Content-Range",
        "ETag",
        "Link",
        "Poll-Interval",
        "Retry-After",
        "X-Request-ID",
    ]
    assert "Origin" not in answer.headers.get("vary", "")


def test_what_was_not_modified_may_be_read_too(api: httpx.Client) -> None:
    known = {
        "If-None-Match": api.get("/v1/themes").headers["etag"],
        "Origin": "https://dashboard.example.org",
    }
    answer = api.get("/v1/themes", headers=known)
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (304, "*")


def test_a_browser_is_told_what_it_may_ask(api: httpx.Client) -> None:
    asked = {
        "Origin": "https://dashboard.example.org",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match",
    }
    answer = api.options("/v1/pledges", headers=asked)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD"
    assert answer.headers["access-control-allow-headers"] == "*"
    assert answer.headers["access-control-allow-origin"] == "*"
