"""Headers are read and added to as pairs of bytes."""

import pytest

from app.api.headers import read_header, vary_with


def test_the_first_value_of_a_name_counts() -> None:
    scope = {"type": "http", "headers": [(b"host", b"a"), (b"accept", b"\xe9"), (b"accept", b"b")]}
    assert read_header(scope, b"accept") == "é"
    assert read_header(scope, b"if-none-match") == ""
    assert read_header({"type": "lifespan"}, b"accept") == ""


@pytest.mark.parametrize(
    ("said", "then"),
    [
        (None, b"Accept"),
        (b"Accept-Encoding", b"Accept-Encoding, Accept"),
        (b"origin ,ACCEPT", b"origin ,ACCEPT"),
    ],
)
def test_what_an_answer_varies_with_is_said_once(said: bytes | None, then: bytes) -> None:
    others = [(b"content-type", b"text/csv")]
    headers = others if said is None else [*others, (b"vary", said)]
    assert sorted(vary_with(headers, b"Accept")) == [*others, (b"vary", then)]
