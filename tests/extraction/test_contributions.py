"""Whose own commitments a statement lists, when it is not they who issue it."""

from dataclasses import replace

import pytest

from app.extraction.contributions import find_contributors
from app.model import Header
from app.registry import load_registry
from tests.extraction.said import a_statement_of, acts_of, coded

LIST = (
    "Fact sheet: partners at the summit made the commitments below.",
    ("Kenya will restore the wetlands of the delta by 2030.", 1),
    ("Safe passage for ships: Norway is escorting convoys, and it aims to train pilots.", 1),
    ("In the coming year, the Government of Chile plans to open two seed banks.", 1),
    ("Peru commits to planting a million trees. Working with the ports, Fiji and Samoa will train crews.", 1),
)
NEWS = (
    "Leaders left the summit on Friday with few commitments.",
    "Kenya will hold its elections in August, officials said. The rains have come early.",
    "Norway has raised its forecast. Chile will miss its target, according to the bank.",
)


def test_a_list_of_commitments_binds_each_for_itself() -> None:
    assert [coded(act) for act in acts_of(*LIST)] == [
        ["pledge", "strong", "Kenya will restore the wetlands of the delta by 2030"],
        ["measure", "strong", "Norway is escorting convoys"],
        ["pledge", "medium", "it aims to train pilots"],
        ["pledge", "medium", "In the coming year, the Government of Chile plans to open two seed banks"],
        ["pledge", "strong", "Peru commits to planting a million trees"],
        ["pledge", "strong", "Working with the ports, Fiji and Samoa will train crews"],
    ]
    assert find_contributors(a_statement_of(*LIST), load_registry()) == {
        "ken",
        "nor",
        "chl",
        "per",
        "fji",
        "wsm",
    }


def test_who_joins_them_is_bound_by_name_though_nobody_knows_it() -> None:
    joined = ("Seafarer International commits to counting the whales. Open Seas will lend two boats.", 1)
    assert [act.quote for act in acts_of(*LIST, joined)][-2:] == [
        "Seafarer International commits to counting the whales",
        "Open Seas will lend two boats",
    ]


def test_under_such_a_title_they_may_be_told() -> None:
    told = a_statement_of(
        "Partners met in Lima.",
        ("Kenya announced that it will map its reefs.", 1),
        ("Chile seeks to open two seed banks.", 1),
        ("Peru committed to planting a million trees.", 1),
    )
    titled = replace(told, header=Header(title="Fact sheet: the second meeting of the partners"))
    assert find_contributors(titled, load_registry()) == {"ken", "chl", "per"}
    assert find_contributors(told, load_registry()) == frozenset()


def test_labels_are_contributions() -> None:
    listed = (
        "Pledges made today:",
        "Kenya: Will map its reefs.",
        "Peru (host): Has given two ships.",
        "Chile: Will follow.",
    )

    assert find_contributors(a_statement_of(*listed), load_registry()) == {"ken", "per", "chl"}


@pytest.mark.parametrize(
    "passages", [NEWS, LIST[1:], LIST[:2], ("Our contributions are listed below.", "The rivers will rise.")]
)
def test_others_are_no_contributors(passages: tuple[str | tuple[str, int], ...]) -> None:
    assert find_contributors(a_statement_of(*passages), load_registry()) == frozenset()


def test_a_name_above_items_is_their_subject() -> None:
    listed = (
        "Partners announced these commitments:",
        "Kenya",
        ("New maps of its reefs.", 1),
        ("Commits to open two parks.", 1),
        ("Announces the launch of a school for divers.", 1),
        "# Peru",
        ("Will send two ships.", 1),
        "Chile pledges to plant trees.",
    )

    assert find_contributors(a_statement_of(*listed), load_registry()) == {"ken", "per", "chl"}
    assert [(act.quote, [mention.text for mention in act.mentions]) for act in acts_of(*listed)] == [
        ("Commits to open two parks", ["Kenya"]),
        ("Announces the launch of a school for divers", ["Kenya"]),
        ("Will send two ships", ["Peru"]),
        ("Chile pledges to plant trees", ["Chile"]),
    ]


TOLD = (
    "# Kenya",
    "The Kenyan Government has restored three wetlands. In May, Kenya opened two parks.",
    "# Peru",
    "Peru has delivered forty boats to the islands. Peru will also train their crews.",
    "# Chile",
    "In response to the storms, Chile has also sent tents.",
)


def test_a_list_titled_as_one_may_tell_under_names_what_each_has_done() -> None:
    titled = replace(a_statement_of(*TOLD), header=Header(title="Contributions of partners to the islands"))

    assert find_contributors(titled, load_registry()) == {"ken", "per", "chl"}


@pytest.mark.parametrize("title", [None, "Report on the islands"])
def test_names_of_sections_alone_make_no_contributors(title: str | None) -> None:
    told = replace(a_statement_of(*TOLD), header=Header(title=title))

    assert find_contributors(told, load_registry()) == frozenset()
