from datetime import date

import pytest

from tests.reading.documents import outline, quotes, read

FRONT_MATTER = """---
title: "Ministers\\u2019 Statement on\\_Rivers"
date: '2031-03-03'
published_time: 2031-03-04 10:00:00-04:00
source_url: https://example.org/rivers
tags: statements
---
"""


def test_front_matter_declares_and_is_no_text() -> None:
    statement = read(
        FRONT_MATTER + "\nWe, the Leaders of the G7, met in Bonn and will protect all our rivers.\n"
    )

    assert statement.header.title == "Ministers’ Statement on Rivers"
    assert statement.header.adopted == date(2031, 3, 3)
    assert statement.header.url == "https://example.org/rivers"
    assert quotes(statement) == ["We, the Leaders of the G7, met in Bonn and will protect all our rivers."]


@pytest.mark.parametrize("value", ["[Rivers", "[" * 5000, "@Rivers"])
def test_front_matter_that_is_no_yaml_is_a_doubt_in_one_line(value: str) -> None:
    statement = read(
        f"---\ntitle: {value}\n---\n\nWe, the Leaders of the G7, will protect all our rivers in Bonn.\n"
    )

    doubts = {doubt.code: doubt.message for doubt in statement.doubts}
    assert "\n" not in doubts["front-matter-unreadable"]
    assert len(statement.passages) == 1


def test_an_ambiguous_date_in_front_matter_is_a_doubt_and_no_date() -> None:
    statement = read(
        "---\ndate: 03/04/2031\n---\n\nThe Leaders of the G7 agreed to protect all their rivers.\n"
    )

    assert statement.header.adopted is None
    assert "date-ambiguous" in {doubt.code for doubt in statement.doubts}


def test_markup_leaves_no_signs() -> None:
    statement = read(
        "**WE,** the *Ministers*, met for the 11<sup>th</sup> time and pledged <u>$3 billion</u> for\n"
        "[clean rivers](https://example.org), <!-- a comment --> and more \\*in all\\*.\n\n1\\. We "
        "will act\\.\n"
    )

    assert quotes(statement) == [
        "WE, the Ministers, met for the 11th time and pledged $3 billion for clean rivers, and more "
        "*in all*.",
        "We will act.",
    ]
    assert statement.passages[1].number == "1"


def test_emphasis_that_a_converter_closed_late_is_emphasis() -> None:
    statement = read(
        "***A Shared River  \n***  \nWe will share the river and we will not dam it.\n\n"
        "-   **Chile: ** Will build two dams.\n"
    )

    assert outline(statement) == [
        ("heading", 2, None, "A Shared"),
        ("paragraph", 0, None, "We will"),
        ("list_item", 1, None, "Chile: Will"),
    ]
    assert statement.text.cuts == ()


def test_emphasis_that_nothing_closes_is_cut() -> None:
    statement = read(
        "# Rivers\n\n_The Ministers met in Bonn and agreed on rivers.\n\n**A plan was adopted.\n"
    )

    assert quotes(statement) == [
        "Rivers",
        "The Ministers met in Bonn and agreed on rivers.",
        "A plan was adopted.",
    ]
    assert [(cut.rule, cut.removed) for cut in statement.text.cuts] == [
        ("markup-sign", "_"),
        ("markup-sign", "**"),
    ]


def test_lists_separated_by_comments_are_items_of_one_chapeau() -> None:
    statement = read(
        "We will:\n\n-   protect rivers;\n\n<!-- -->\n\n-   plant trees.\n\n[Annex](a.pdf) **1**\n"
    )

    assert outline(statement)[:3] == [
        ("paragraph", 0, None, "We will:"),
        ("list_item", 1, None, "protect rivers;"),
        ("list_item", 1, None, "plant trees."),
    ]


def test_a_heading_inside_a_counted_list_does_not_stop_the_count() -> None:
    statement = read(
        "# Rivers\n\n1.  We met in Bonn in the spring of this year.\n2.  We will act.  \n      \n   "
        " **I. Floods**\n"
        "3.  We will warn each other of every flood in time.\n"
    )

    assert outline(statement)[1:] == [
        ("paragraph", 0, "1", "We met"),
        ("paragraph", 0, "2", "We will"),
        ("heading", 2, "I", "Floods"),
        ("paragraph", 0, "3", "We will"),
    ]


def test_footnotes_are_passages_of_their_own() -> None:
    statement = read(
        "# Rivers\n\nWe pledged 2 dams[^1] and we will pay for them.\n\n[^1]: Both in the north.\n"
    )

    assert outline(statement)[1:] == [("paragraph", 0, None, "We pledged"), ("footnote", 0, "1", "Both in")]
    assert quotes(statement)[1] == "We pledged 2 dams and we will pay for them."


def test_indented_text_is_no_program_code() -> None:
    assert quotes(read("# Rivers\n\n        We will protect rivers **together**.\n")) == [
        "Rivers",
        "We will protect rivers together.",
    ]


def test_lines_of_scraped_text_are_told_by_their_geometry() -> None:
    statement = read(
        "NORTH ATLANTIC TREATY ORGANIZATION\nStatement by the Ministers\nBonn, 3 March 2031\n\n"
        "We will protect the rivers that we share, **all of them**, and the lakes that lie\n"
        "between them, together with all those who live beside them and **fish** in them.\n"
    )

    assert quotes(statement) == [
        "NORTH ATLANTIC TREATY ORGANIZATION",
        "Statement by the Ministers",
        "Bonn, 3 March 2031",
        "We will protect the rivers that we share, all of them, and the lakes that lie between "
        "them, together with "
        "all those who live beside them and fish in them.",
    ]


def test_bullets_below_an_item_that_leads_them_in_are_its_own() -> None:
    statement = read(
        FRONT_MATTER
        + "\nWe, the Ministers, declare the following:\n\n1.  We will map all rivers by spring.\n\n"
        "<!-- -->\n\n1.  We agree to these steps:\n\n-   Build dams;\n-   Count fish.\n\n<!-- -->\n\n"
        "1.  We will meet again.\n"
    )

    assert [level for _, level, _, _ in outline(statement)] == [0, 1, 1, 2, 2, 1]


def test_numbers_without_a_space_behind_them_number_a_list() -> None:
    statement = read(
        FRONT_MATTER + "\nThe Conference of the Parties\n1.Decides to map all rivers.\n2.Requests a report.\n"
    )

    assert quotes(statement) == [
        "The Conference of the Parties",
        "Decides to map all rivers.",
        "Requests a report.",
    ]
