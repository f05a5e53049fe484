"""Texts over HTTP: exact, sliced by code points, good for ever."""

from hashlib import sha256

import httpx
import pytest

from tests.api.world import TEXT

ID = sha256(TEXT.encode()).hexdigest()
PATH = f"/v1/texts/{ID}"


def test_the_text_is_exact(api: httpx.Client) -> None:
    answer = api.get(PATH)
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert sha256(answer.content).hexdigest() == ID


def test_offsets_count_code_points(api: httpx.Client) -> None:
    wave = TEXT.index("🌊")
    assert api.get(PATH, params={"start": wave, "end": wave + 9}).text == "🌊 coastal"


def test_an_offset_left_out_is_the_beginning_or_the_end(api: httpx.Client) -> None:
    assert api.get(PATH, params={"end": 9}).text == "Statement"
    assert api.get(PATH, params={"start": len(TEXT) - 6}).text == TEXT[-6:]
    assert api.get(PATH, params={"start": len(TEXT)}).text == ""


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"start": len(TEXT) + 1}, "start"),
        ({"end": len(TEXT) + 1}, "end"),
        ({"start": 5, "end": 4}, "start"),
        ({"start": -1}, "start"),
        ({"end": 2**31}, "end"),
        ({"end": "9" * 5000}, "end"),
        ({"start": "one"}, "start"),
    ],
)
def test_offsets_outside_the_text_are_refused(
    api: httpx.Client, query: dict[str, int], parameter: str
) -> None:
    answer = api.get(PATH, params=query)
    assert answer.status_code == 422
    assert [fault["parameter"] for fault in answer.json()["errors"]] == [parameter]


def test_a_text_never_changes(api: httpx.Client) -> None:
    answer = api.get(PATH, headers={"Accept-Encoding": "identity"})
    assert answer.headers["etag"] == f'"{ID}"'
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("known", [f'"{ID}"', f'W/"{ID}"', f'"other", "{ID}"', "*"])
def test_who_has_the_text_is_told_so(api: httpx.Client, known: str) -> None:
    answer = api.get(PATH, headers={"If-None-Match": known, "Accept-Encoding": "identity"})
    held = f'W/"{ID}"' if known.startswith("W/") else f'"{ID}"'
    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", held)


def test_who_has_another_text_gets_this_one(api: httpx.Client) -> None:
    assert api.get(PATH, headers={"If-None-Match": '"other"'}).status_code == 200


def test_an_unknown_hash_is_not_found_and_no_hash_is_refused(api: httpx.Client) -> None:
    assert api.get(f"/v1/texts/{'0' * 64}", headers={"If-None-Match": "*"}).status_code == 404
    assert api.get("/v1/texts/abc").status_code == 422
