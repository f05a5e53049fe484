"""Lists as Atom: every feed keeps the rules of RFC 4287, its pages hold the whole list, its ids stay."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID
from xml.etree.ElementTree import Element, fromstring

import httpx
import pytest

from app.ingestion.runs import start_run
from app.store.database import Database
from tests.api.conftest import serving
from tests.api.world import BRUSSELS, SHIPS, a_world_registry, save
from tests.builders import a_statement, an_act

NAMESPACE = "{http://www.w3.org/2005/Atom}"
LISTS = (
    "/v1/pledges",
    "/v1/calls",
    "/v1/deadlines",
    "/v1/statements",
    "/v1/actors",
    "/v1/meetings",
    "/v1/runs",
    "/v1/pledges/plg_gone/history",
)
ONCE = {"id", "title", "updated", "content", "published"}
OF_A_FEED = ONCE - {"content", "published"} | {"author", "link", "entry"}
OF_AN_ENTRY = ONCE | {"author", "category", "link"}


def read(answer: httpx.Response) -> Element:
    """The feed of an answer, which has to be one."""
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/atom+xml"), answer.text
    feed = fromstring(answer.content)  # noqa: S314 - our own
    check(feed, OF_A_FEED, {"id", "title", "updated", "author"})
    for entry in feed.findall(f"{NAMESPACE}entry"):
        check(entry, OF_AN_ENTRY, {"id", "title", "updated", "content"})
    return feed


def check(node: Element, allowed: set[str], needed: set[str]) -> None:
    """A feed or an entry has what RFC 4287 (4.1.1, 4.1.2) asks for, as often as it allows."""
    names = [child.tag.removeprefix(NAMESPACE) for child in node]
    assert needed <= set(names) <= allowed
    assert all(names.count(name) <= 1 for name in ONCE)
    assert UUID(text_of(node, "id").removeprefix("urn:uuid:")).version == 5
    assert datetime.fromisoformat(text_of(node, "updated")).tzinfo
    assert all(author.findtext(f"{NAMESPACE}name") for author in node.findall(f"{NAMESPACE}author"))
    relations = [(link.get("rel"), link.get("type")) for link in node.findall(f"{NAMESPACE}link")]
    assert len(set(relations)) == len(relations)


def text_of(node: Element, name: str) -> str:
    """The words of a child."""
    return node.findtext(f"{NAMESPACE}{name}") or ""


def link_of(node: Element, relation: str) -> str | None:
    """The address of a link; None where there is none."""
    link = node.find(f"{NAMESPACE}link[@rel='{relation}']")
    return None if link is None else link.get("href")


def walk(api: httpx.Client, path: str, **query: Any) -> Iterator[Element]:
    """The entries of every page."""
    address: str | None = str(httpx.URL(path, params=query))
    while address:
        feed = read(api.get(address))
        yield from feed.findall(f"{NAMESPACE}entry")
        address = link_of(feed, "next")


@pytest.mark.parametrize("path", LISTS)
def test_the_pages_of_a_feed_hold_the_list(api: httpx.Client, path: str) -> None:
    number = api.get(path, params={"count": "exact"}).json()["page"]["count"]
    entries = list(walk(api, f"{path}.atom", limit=max(1, number // 3)))
    assert len({text_of(entry, "id") for entry in entries}) == len(entries) == number
    moments = [text_of(entry, "updated") for entry in entries]
    assert moments == sorted(moments, reverse=True)
    shown = api.get(link_of(entries[0], "alternate") or "")
    assert (shown.status_code, shown.headers["content-type"]) == (200, "application/json")


def test_an_entry_says_who_promised_what_when(api: httpx.Client) -> None:
    (entry,) = walk(api, "/v1/pledges.atom", id="plg_report")
    pledge = api.get("/v1/pledges/plg_report").json()
    assert text_of(entry, "title") == pledge["quote"]
    assert text_of(entry, "content") == (
        f"<blockquote>{pledge['quote']}</blockquote>"
        "<p>Nato, 2022-03-24: Joint declaration of the leaders</p>"
        "<p>By: Nato-foreign-ministers</p>"
        "<p>by the end of 2023 (due): 2022-03-24/2023-12-31</p>"
    )
    for name, member in (("updated", "updated_at"), ("published", "created_at")):
        assert datetime.fromisoformat(text_of(entry, name)) == datetime.fromisoformat(pledge[member])
    assert [category.get("term") for category in entry.findall(f"{NAMESPACE}category")] == ["climate"]
    assert link_of(entry, "alternate") == f"{api.base_url}/v1/pledges/plg_report"


def test_filters_are_those_of_the_list(api: httpx.Client) -> None:
    entries = walk(api, "/v1/pledges.atom", statement=BRUSSELS, stage=["done", "reaffirmed"])
    assert {text_of(entry, "title") for entry in entries} == {
        "We have opened two depots",
        "We reaffirm our commitment to open doors",
    }


def test_a_feed_without_entries_is_one(api: httpx.Client) -> None:
    feed = read(api.get("/v1/pledges.atom?statement=none"))
    assert (feed.findall(f"{NAMESPACE}entry"), link_of(feed, "next")) == ([], None)


def test_ids_stay_where_addresses_change(api: httpx.Client) -> None:
    here, there = (
        read(api.get("/v1/calls.atom?limit=1&theme=none", headers=headers))
        for headers in ({}, {"Host": "other.example"})
    )
    assert text_of(here, "id") == text_of(there, "id")
    assert link_of(there, "self") == "http://other.example/v1/calls.atom?limit=1&theme=none"
    assert link_of(here, "self") != link_of(there, "self")
    assert text_of(read(api.get("/v1/calls.atom?theme=none")), "id") == text_of(here, "id")
    assert text_of(read(api.get("/v1/calls.atom")), "id") != text_of(here, "id")


def test_a_page_that_follows_is_told_in_the_header_too(api: httpx.Client) -> None:
    answer = api.get("/v1/statements", headers={"Accept": "application/atom+xml"}, params={"limit": 2})
    assert answer.headers["vary"] == "Accept, Accept-Encoding"
    assert answer.links["next"]["url"] == link_of(read(answer), "next")


def test_a_list_without_times_is_no_feed(api: httpx.Client) -> None:
    assert api.get("/v1/themes.atom").status_code == 404
    assert api.get("/v1/themes", headers={"Accept": "application/atom+xml"}).status_code == 406


def test_words_stay_words(database: Database) -> None:
    """What looks like markup is none; what no XML may hold goes."""
    run = start_run(database, a_world_registry())
    title = "R&D in the <north>\f ]]>"
    save(run, "nato-b", a_statement(SHIPS, title=title), {"plg_b": an_act(SHIPS, within=SHIPS)})
    with serving(database) as api:
        (statement,) = walk(api, "/v1/statements.atom")
        (pledge,) = walk(api, "/v1/pledges.atom")
    assert text_of(statement, "title") == "R&D in the <north> ]]>"
    assert "R&amp;D in the &lt;north&gt; ]]&gt;" in text_of(pledge, "content")
