"""What a client does that keeps a copy: walk the lists, follow the feed, and apply what it tells."""

from collections.abc import Iterable, Iterator
from typing import Any

import httpx

Json = dict[str, Any]


def follow(api: httpx.Client, since: str = "beginning", **query: Any) -> Iterator[Json]:
    """Every change after a place, page by page."""
    while True:
        answer = api.get("/v1/changes", params={**query, "since": since})
        assert answer.status_code == 200, answer.text
        yield from answer.json()["results"]
        since = answer.json()["next_cursor"]
        if not answer.json()["has_more"]:
            return


def walk(api: httpx.Client, path: str, **query: Any) -> dict[str, Json]:
    """Every result of a list, by id."""
    found: dict[str, Json] = {}
    address = str(httpx.URL(path, params={"limit": 200, **query}))
    while address:
        page = api.get(address).json()
        found |= {result["id"]: result for result in page["results"]}
        address = page["links"]["next"]
    return found


def apply(changes: Iterable[Json], copy: dict[str, Json], kind: str = "pledge") -> dict[str, Json]:
    """A follower's copy of one kind of things after the changes, which came with their objects."""
    for change in changes:
        thing = change["object"]
        if thing["kind"] == kind and change["matches"] and thing[kind]:
            copy[thing["id"]] = thing[kind]
        elif thing["kind"] == kind:
            copy.pop(thing["id"], None)
    return copy
