"""Themes and vocabularies over HTTP: every value of every list has a label and a meaning."""

import httpx

from app import vocabulary
from app.api.vocabularies.meanings import MEANINGS

INTERNAL = {vocabulary.ActKind, vocabulary.Status}
"""Lists whose values no answer shows: a kind of act is a resource of its own, a withdrawn act answers 410."""


def test_every_value_of_every_list_has_a_meaning() -> None:
    lists = {
        kind
        for kind in vars(vocabulary).values()
        if isinstance(kind, type) and kind.__module__ == "app.vocabulary"
    }
    assert set(MEANINGS) == lists - INTERNAL
    assert [kind.__name__ for kind, meanings in MEANINGS.items() if list(meanings) != list(kind)] == []


def test_a_list_says_whether_it_may_grow(api: httpx.Client) -> None:
    answer = api.get("/v1/vocabularies").json()
    lists = {entry["id"]: entry for entry in answer["results"]}
    assert (lists["stage"]["is_frozen"], lists["actor_kind"]["is_frozen"]) == (True, False)
    assert lists["stage"]["description"].startswith("How far a pledge has come")
    assert lists["stage"]["values"][1] == {
        "value": "under_way",
        "label": "Under way",
        "meaning": "The statement reports that it is being done.",
    }
    assert answer["page"]["has_more"] is False


def test_themes_come_with_their_scope_and_foreign_codes(api: httpx.Client) -> None:
    assert api.get("/v1/themes").json()["results"] == [
        {"id": "climate", "label": "Climate", "scope": "Climate change.", "cap": [7], "sdgs": [13]}
    ]
    assert api.get("/v1/themes", params={"id": "cyber"}).json()["results"] == []
