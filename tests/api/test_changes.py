"""The feed over HTTP: where it begins, what a filter lets through, and how it refuses to lead astray."""

import re
from dataclasses import replace

import httpx
import orjson
import pytest

from app.api.acts.filters import make_matcher
from app.api.pledges.schemas import PledgeFilters
from app.cli import main
from app.ingestion.runs import start_run
from app.model import Act
from app.store.database import Database
from app.store.feed import read_head
from app.vocabulary import Firmness
from tests.api.conftest import serving
from tests.api.followers import Json, apply, follow, walk
from tests.api.world import (
    BRUSSELS,
    MADRID,
    PORTS,
    SHIPS,
    TEXT,
    a_joint_statement,
    a_world_registry,
    save,
    some_acts,
)
from tests.builders import a_meeting, a_statement, an_act, an_issuer
from tests.databases import Databases

FILTERS = {
    "id": "plg_decide",
    "stage": "promised",
    "stage_not": "promised",
    "has_deadline": "true",
    "statement": BRUSSELS,
    "issuer": "fin",
    "issuer_not": "fin",
    "forum": "nato-summit",
    "adopted_after": "2022-01-01",
    "adopted_before": "2022-01-01",
    "actor": "fin",
    "actor_not": "fin",
    "actor_mode": "direct",
    "beneficiary": "ukr",
    "theme": "climate",
    "theme_not": "climate",
    "firmness": "medium",
    "firmness_not": "strong",
    "polarity": "negative",
    "min_confidence": "0.6",
    "due_after": "2023-01-01",
    "due_before": "2022-12-31",
    "due_match": "certain",
    "deadline_role": "follow_up",
    "deadline_kind": "vague",
    "meeting": MADRID,
}
"""One value of each filter that lets some pledges of the world through."""
WITH = {"actor_mode": {"actor": "est"}, "due_match": {"due_before": "2023-12-31"}}
"""What a filter goes with that says nothing alone."""


# --- from the beginning -------------------------------------------------------------------------------------


def test_the_feed_tells_everything_from_number_one_without_a_gap(api: httpx.Client) -> None:
    changes = list(follow(api, limit=7))
    assert [change["seq"] for change in changes] == list(range(1, len(changes) + 1))
    assert {change["object"]["kind"] for change in changes} == {
        "actor",
        "meeting",
        "statement",
        "pledge",
        "call",
    }


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("pledge", "/v1/pledges"),
        ("call", "/v1/calls"),
        ("statement", "/v1/statements"),
        ("actor", "/v1/actors"),
        ("meeting", "/v1/meetings"),
    ],
)
def test_who_follows_from_the_beginning_holds_what_the_lists_hold(
    api: httpx.Client, kind: str, path: str
) -> None:
    assert apply(follow(api, include="object"), {}, kind) == walk(api, path)


def test_versions_of_a_thing_only_grow(api: httpx.Client) -> None:
    seen: dict[str, int] = {}
    for change in follow(api):
        assert change["object"]["version"] == seen.get(change["object"]["id"], 0) + 1
        seen[change["object"]["id"]] = change["object"]["version"]
    assert seen["plg_gone"] == 2


def test_a_withdrawal_is_told(api: httpx.Client) -> None:
    told = [change for change in follow(api, include="object") if change["object"]["id"] == "plg_gone"]
    assert [(change["type"], change["matches"]) for change in told] == [
        ("created", True),
        ("withdrawn", False),
    ]
    assert told[1]["object"]["pledge"] is None


def test_from_now_on_there_is_nothing(api: httpx.Client) -> None:
    answer = api.get("/v1/changes?since=now").json()
    assert (answer["results"], answer["has_more"]) == ([], False)
    assert answer["next_cursor"].startswith(f"{answer['epoch']}.{answer['head_seq']}.")
    assert answer["oldest_seq"] == 1


def test_a_thing_names_its_change(api: httpx.Client) -> None:
    pledge = api.get("/v1/pledges/plg_decide").json()
    (change,) = api.get("/v1/changes", params={"id": "plg_decide"}).json()["results"]
    assert (pledge["changed_seq"], pledge["version"]) == (change["seq"], change["object"]["version"])


# --- filters ------------------------------------------------------------------------------------------------


def test_every_filter_is_tried() -> None:
    assert set(FILTERS) == set(PledgeFilters.model_fields)


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_lets_through_what_the_list_finds(api: httpx.Client, name: str) -> None:
    query = {name: FILTERS[name], **WITH.get(name, {})}
    found = walk(api, "/v1/pledges", **query)
    assert apply(follow(api, include="object", **query), {}) == found
    assert len(found) < len(walk(api, "/v1/pledges")), "the value should leave something out"


@pytest.mark.parametrize(
    "query",
    [
        {"actor": ["est", "fin"], "stage": ["promised", "done"]},
        {"due_after": "2022-05-01", "due_before": "2022-12-31"},
        {"deadline_role": "due", "meeting": MADRID},
        {
            "actor": "est",
            "actor_not": ["fin", "ukr"],
            "stage_not": "done",
            "firmness_not": ["weak", "medium"],
        },
        {"actor_not": ["fin", "nato"], "actor_mode": "direct"},
        {"due_after": "2022-05-01", "due_match": "certain", "theme_not": "climate"},
        {"adopted_after": "2021-01-01", "adopted_before": "2022-12-31", "has_deadline": "false"},
    ],
)
def test_filters_together_let_through_what_the_list_finds(api: httpx.Client, query: Json) -> None:
    assert apply(follow(api, include="object", limit=3, **query), {}) == walk(api, "/v1/pledges", **query)


def test_facets_are_read_where_they_name_what_is_asked_and_nowhere_else() -> None:
    def refuse(_: str) -> Json:
        raise AssertionError

    named = '{"actors":["est"],"beneficiaries":["fin"],"deadlines":[]}'
    assert make_matcher(PledgeFilters(actor=["ukr", "est"]), orjson.loads)(named)
    assert not make_matcher(PledgeFilters(actor=["fin"]), orjson.loads)(named)
    assert not make_matcher(PledgeFilters(actor=["est"], beneficiary=["ukr"]), refuse)(named)


@pytest.mark.parametrize(("limit", "has_more"), [(2, True), (3, False), (4, False)])
def test_a_page_that_holds_all_that_a_filter_lets_through_says_that_there_is_no_more(
    api: httpx.Client, limit: int, has_more: bool
) -> None:
    answer = api.get("/v1/changes", params={"id": ["plg_decide", "plg_gone"], "limit": limit}).json()
    assert (len(answer["results"]), answer["has_more"]) == (min(limit, 3), has_more)
    assert answer["next_cursor"].split(".")[1] == str(answer["head_seq"]) or has_more


@pytest.mark.parametrize("name", ["q", "timeliness", "as_of", "updated_after"])
def test_what_moves_without_a_change_is_refused(api: httpx.Client, name: str) -> None:
    assert api.get("/v1/changes", params={name: "2022-01-01"}).status_code == 422


def weaken(database: Database) -> None:
    """One pledge of the Brussels statement is read as a weak one."""
    acts = some_acts()
    weaker = acts["plg_review"]
    assert isinstance(weaker, Act)
    acts["plg_review"] = replace(weaker, firmness=Firmness.WEAK)
    save(start_run(database, a_world_registry()), BRUSSELS, a_statement(TEXT, number="(2022) 061"), acts)


def strengthen(database: Database) -> None:
    """It is read as it was at first."""
    save(
        start_run(database, a_world_registry()), BRUSSELS, a_statement(TEXT, number="(2022) 061"), some_acts()
    )


def test_what_enters_and_what_leaves_a_filter_is_told_and_nothing_else(changing: Database) -> None:
    with serving(changing) as api:
        cursor = api.get("/v1/changes?since=now").json()["next_cursor"]
        weaken(changing)
        (strong,) = follow(api, cursor, firmness="strong")
        (weak,) = follow(api, cursor, firmness="weak")
        assert list(follow(api, cursor, firmness="medium")) == []
        (one,) = follow(api, cursor)
    assert (strong["matches"], weak["matches"], one["matches"]) == (False, True, True)
    assert (one["type"], one["cause"], one["changed_fields"]) == ("updated", "ingest", ["firmness"])


def test_an_issuer_of_the_statement_is_a_fact_of_its_pledges(changing: Database) -> None:
    """Else a follower of one issuer would keep what is no longer his."""
    with serving(changing) as api:
        cursor = api.get("/v1/changes?since=now").json()["next_cursor"]
        alone = replace(
            a_joint_statement(), header=replace(a_joint_statement().header, issuers=(an_issuer(),))
        )
        run = start_run(changing, a_world_registry())
        save(
            run,
            "nato-2023-05-02-tallinn",
            alone,
            {"plg_ports": an_act(PORTS, within=PORTS)},
            makers=("nato", "fin"),
        )
        (change,) = follow(api, cursor, issuer="fin")
    assert (change["object"]["id"], change["matches"], change["changed_fields"]) == (
        "plg_ports",
        False,
        ["statement"],
    )


def test_a_name_that_changes_does_not_change_the_pledges_that_show_it(changing: Database) -> None:
    registry = a_world_registry()
    renamed = replace(registry.actors["nato"], name="Another name")
    with serving(changing) as api:
        cursor = api.get("/v1/changes?since=now").json()["next_cursor"]
        start_run(changing, replace(registry, actors={**registry.actors, "nato": renamed}, digest="7" * 64))
        told = {change["object"]["id"]: change["changed_fields"] for change in follow(api, cursor)}
        assert told["nato"] == ["name"]
        assert "plg_ships" not in told
        assert api.get("/v1/pledges/plg_ships").json()["actors"][0]["name"] == "Another name"


def test_a_meeting_that_moves_changes_the_pledges_due_there_and_no_others(changing: Database) -> None:
    registry = a_world_registry()
    moved = a_meeting(MADRID, first_day=registry.meetings[MADRID].last_day)
    with serving(changing) as api:
        cursor = api.get("/v1/changes?since=now").json()["next_cursor"]
        update = replace(registry, meetings={**registry.meetings, MADRID: moved}, digest="7" * 64)
        start_run(changing, update)
        told = list(follow(api, cursor))
    assert {change["cause"] for change in told} == {"registry_update"}
    assert MADRID in {change["object"]["id"] for change in told}
    assert "plg_decide" in {change["object"]["id"] for change in told}
    assert "plg_ships" not in {change["object"]["id"] for change in told}


# --- places -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "since",
    ["", "yesterday", "abc", "abc.-1", "abc.1.2", "ABC.1", "a.12345678901234567890", "abc.1.2.mark"],
)
def test_what_is_no_place_is_refused(api: httpx.Client, since: str) -> None:
    answer = api.get("/v1/changes", params={"since": since})
    assert (answer.status_code, answer.json()["type"].rsplit("/")[-1]) == (400, "invalid-cursor")


@pytest.mark.parametrize("since", ["other.1", "{epoch}.999999"])
def test_a_place_in_another_feed_is_gone_with_the_recipe(api: httpx.Client, since: str) -> None:
    epoch = api.get("/v1/changes?since=now").json()["epoch"]
    assert_gone(api, since.format(epoch=epoch))


def test_after_a_restore_every_old_cursor_is_gone_and_the_recipe_leads_on(
    changing: Database, databases: Databases
) -> None:
    with databases.restore(changing) as restored:
        with serving(changing) as api:
            before = api.get("/v1/changes?limit=5").json()["next_cursor"]
            weaken(changing)
            after = api.get("/v1/changes?since=now").json()["next_cursor"]
        with serving(restored) as api:
            assert_gone(api, after, "nobody has said yet that it is restored")
            run_command("restore-epoch", restored)
            assert_gone(api, before)
            assert_gone(api, after)
            cursor = api.get("/v1/changes?since=now").json()["next_cursor"]
            copy = walk(api, "/v1/pledges")
            weaken(restored)
            assert apply(follow(api, cursor, include="object"), copy) == walk(api, "/v1/pledges")


def test_after_a_restore_that_nobody_announced_no_cursor_outlives_what_it_told(
    changing: Database, databases: Databases
) -> None:
    """New numbers overtake the old, those of cursors in the middle of a page's way too."""
    with databases.restore(changing) as restored:
        with serving(changing) as api:
            first = api.get("/v1/changes?limit=5").json()["next_cursor"]
            weaken(changing)
            at_the_end = api.get("/v1/changes?since=now").json()["next_cursor"]
            in_the_middle = api.get("/v1/changes?limit=5").json()["next_cursor"]
            strengthen(changing)
        with serving(restored) as api:
            shared = list(follow(api, first))
            for write in (weaken, strengthen):
                write(restored)
                assert_gone(api, at_the_end)
                assert_gone(api, in_the_middle)
            told = list(follow(api, first))
            assert told[: len(shared)] == shared, "what was told before the backup leads on"
            cursor = api.get("/v1/changes?since=now").json()["next_cursor"]
            weaken(restored)
            (change,) = follow(api, cursor)
    assert (change["seq"], change["changed_fields"]) == (told[-1]["seq"] + 1, ["firmness"])


def test_pruning_says_how_many_changes_are_told_no_more(
    changing: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    for write in (weaken, strengthen, weaken):
        write(changing)
    with changing.reading() as connection:
        head = read_head(connection)
    run_command("prune-changes", changing, str(head.seq - 1))
    run_command("prune-changes", changing, str(head.seq))
    first, second = capsys.readouterr().out.splitlines()
    count = head.seq - 1 - head.oldest_seq
    assert first == f"{count} changes forgotten; the feed begins with number {head.seq - 1}"
    assert second == f"1 change forgotten; the feed begins with number {head.seq}"


def test_a_cursor_leads_on_from_before_what_was_pruned_later(changing: Database) -> None:
    with serving(changing) as api:
        cursor = api.get("/v1/changes?since=now").json()["next_cursor"]
        for write in (weaken, strengthen, weaken):
            write(changing)
        told = list(follow(api, cursor))
        run_command("prune-changes", changing, str(told[0]["seq"]))
        assert list(follow(api, cursor)) == told
        run_command("prune-changes", changing, str(told[1]["seq"]))
        assert api.get("/v1/changes", params={"since": cursor}).json()["type"].endswith("/cursor-expired")


def assert_gone(api: httpx.Client, cursor: str, why: str = "") -> None:
    """It is refused as another feed's, with the recipe."""
    answer = api.get("/v1/changes", params={"since": cursor})
    assert answer.status_code == 410, why
    assert answer.json()["type"].endswith("/cursor-from-other-epoch")
    assert "since=now" in answer.json()["detail"]


def test_a_pruned_feed_refuses_older_cursors_and_keeps_the_facets_of_what_stands(changing: Database) -> None:
    weaken(changing)
    with serving(changing) as api:
        old = api.get("/v1/changes?limit=5").json()["next_cursor"]
        head = api.get("/v1/changes?since=now").json()
        run_command("prune-changes", changing, str(head["head_seq"] + 1))
        gone = api.get("/v1/changes", params={"since": old})
        rest = api.get("/v1/changes").json()
        assert (rest["results"], rest["oldest_seq"]) == ([], head["head_seq"] + 1)
        strengthen(changing)
        (left,) = follow(api, head["next_cursor"], firmness="weak")
    assert (gone.status_code, gone.json()["type"].rsplit("/")[-1]) == (410, "cursor-expired")
    assert (left["object"]["id"], left["matches"]) == ("plg_review", False)


def run_command(name: str, database: Database, *arguments: str) -> None:
    """A command of the program on a database."""
    url = database.url.render_as_string(hide_password=False)
    with pytest.raises(SystemExit) as ended:
        main([name, *arguments, "--database", url])
    assert ended.value.code == 0


def test_the_number_of_a_list_leads_into_the_feed(changing: Database) -> None:
    with serving(changing) as api:
        seq = api.get("/v1/pledges").json()["page"]["as_of_seq"]
        epoch = api.get("/v1/changes?since=now").json()["epoch"]
        save(
            start_run(changing, a_world_registry()),
            "nato-2021-06-15-brussels",
            a_statement(SHIPS, adopted=None),
            {"plg_boats": an_act(SHIPS, within=SHIPS)},
        )
        told = [change["object"]["id"] for change in follow(api, f"{epoch}.{seq}")]
    assert told == ["nato-2021-06-15-brussels", "plg_boats"]


def test_an_epoch_is_a_word_of_its_own(api: httpx.Client) -> None:
    assert re.fullmatch(r"[0-9a-z]{1,32}", api.get("/v1/changes").json()["epoch"])
