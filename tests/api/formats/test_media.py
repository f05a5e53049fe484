"""Which format an `Accept` header asks for."""

import pytest

from app.api.formats.media import CSV, JSON, JSONL, Format, choose_format

OFFERED = (JSON, CSV, JSONL)


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/json", JSON),
        ("application/*", JSON),
        ("text/csv", CSV),
        ("TEXT/CSV; Header=present", CSV),
        ("text/*", CSV),
        ("application/x-ndjson", JSONL),
        ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", JSON),
        ("application/json;q=0.2, text/csv;q=0.3", CSV),
        ("text/csv;q=0.3, application/json;q=0.3", JSON),
        ("*/*;q=0.1, text/csv", CSV),
        ("application/json;q=0, */*", CSV),
        ("application/json;q=0.5, application/*;q=0.9", JSONL),
        ("text/csv;q=0", None),
        ("text/html", None),
        ("*/*;q=0", None),
        ("application/problem+json, application/json", JSON),
        ("text/csv;q=high, application/json", JSON),
        ("nonsense", JSON),
        (";;,,", JSON),
    ],
)
def test_a_header_asks_for(accept: str, chosen: Format | None) -> None:
    assert choose_format(accept, OFFERED) == chosen
