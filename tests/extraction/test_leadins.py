"""Chapeaux, items and series: each item becomes an act of its own, in its own words."""

from app.vocabulary import Stage
from tests.extraction.said import a_statement_of, acts_of, coded


def quotes_of(*passages: str | tuple[str, int]) -> list[str]:
    return [act.quote for act in acts_of(*passages)]


def test_items_complete_the_chapeau() -> None:
    assert quotes_of(
        "To this end, we will:", ("Open two schools;", 1), ("Train nurses and midwives.", 1)
    ) == [
        "Open two schools",
        "Train nurses and midwives",
    ]


def test_a_bare_chapeau_is_no_act_and_one_with_a_complement_is() -> None:
    assert quotes_of("We are taking the following measures:", ("Close the port to the fleet;", 1)) == [
        "We are taking the following measures",
        "Close the port to the fleet",
    ]
    assert quotes_of("We will:", ("Close the port to the fleet.", 1)) == ["Close the port to the fleet"]


def test_kind_and_firmness_come_from_the_chapeau() -> None:
    acts = acts_of("We call on all states to:", ("Ratify the treaty;", 1), ("Publish their stocks.", 1))
    assert [coded(act) for act in acts] == [
        ["call", "strong", "Ratify the treaty"],
        ["call", "strong", "Publish their stocks"],
    ]
    assert [coded(act)[1] for act in acts_of("We intend to:", ("Open a joint office.", 1))] == ["medium"]


def test_deeper_items_are_governed_by_the_item_above_them() -> None:
    assert quotes_of(
        "We will:",
        ("Protect the coast and:", 1),
        ("Restore the reefs;", 2),
        ("Plant mangroves.", 2),
        ("Fund the parks.", 1),
    )[-3:] == ["Restore the reefs", "Plant mangroves", "Fund the parks"]


def test_an_item_with_a_subject_of_its_own_stands_alone() -> None:
    acts = acts_of("We will:", ("Our experts will meet in June.", 1))
    assert [act.quote for act in acts] == ["Our experts will meet in June"]


def test_a_heading_does_not_end_a_list_and_a_paragraph_does() -> None:
    acts = acts_of(
        "We will:", ("Open two schools.", 1), "The region has many rivers.", ("Fish and forests.", 1)
    )
    assert [act.quote for act in acts] == ["Open two schools"]


def test_inline_items_are_acts_of_their_own() -> None:
    assert quotes_of("We will: (a) open two schools; (b) train the nurses; and (c) repair the roads.") == [
        "open two schools",
        "train the nurses",
        "repair the roads",
    ]


def test_inline_things_are_no_items() -> None:
    whole = "We are determined to help the region through three pillars: 1) health; 2) trade; and 3) energy"
    assert quotes_of(whole + ".") == [whole]


def test_a_series_parted_by_semicolons_shares_the_cue() -> None:
    assert quotes_of("We commit to ending hunger; protecting the forests; and to rebuilding trust.") == [
        "We commit to ending hunger",
        "protecting the forests",
        "rebuilding trust",
    ]


def test_a_chapeau_governs_numbered_paragraphs() -> None:
    acts = acts_of(
        "We therefore:",
        "Commit to ending the epidemic.",
        "Ensure that all clinics are staffed.",
        "Welcome the report.",
    )
    assert [coded(act) for act in acts] == [
        ["pledge", "strong", "Commit to ending the epidemic"],
        ["pledge", "strong", "Ensure that all clinics are staffed"],
    ]


def test_means_are_listed_as_acts_of_what_is_undertaken() -> None:
    items = ("Opening the market;", 1), ("New ports.", 1)
    assert quotes_of("We will strengthen the union by:", *items) == [
        "We will strengthen the union",
        "Opening the market",
    ]
    assert quotes_of("We welcome how they strengthen the union, including by:", *items) == []


def test_capitals_for_emphasis_are_read_as_words() -> None:
    assert quotes_of("WE HEREBY COMMIT TO:", ("EXPAND cooperation on clean water;", 1)) == [
        "EXPAND cooperation on clean water"
    ]


def trace_of(*passages: str | tuple[str, int]) -> list[tuple[str, str, str]]:
    """Of the last act: rule, words of the text, words supplied."""
    content = a_statement_of(*passages).text.content
    trace = acts_of(*passages)[-1].trace
    return [(f.rule, f.span.quote(content) if f.span else "", f.supplied) for f in trace]


def test_the_trace_tells_borrowed_words_from_the_item_own() -> None:
    assert trace_of("We will:", ("Train nurses and midwives.", 1)) == [
        ("leadin", "We will:", "We will"),
        ("pledge.auxiliary", "Train", "will"),
    ]
    assert trace_of("We are taking the following measures:", ("Open two schools.", 1)) == [
        ("leadin", "We are taking the following measures:", "We will"),
        ("pledge.auxiliary", "Open", "will"),
    ]


def test_the_trace_tells_a_subject_that_was_supplied() -> None:
    assert trace_of("Also decides to open two schools.") == [
        ("opening.subject", "", "It"),
        ("pledge.commit", "decides", ""),
    ]
    assert trace_of("We are determined to open two schools.") == [("pledge.determined", "are determined", "")]


def test_an_item_in_capitals_over_items_is_a_heading_unless_it_says_what_to_do() -> None:
    acts = acts_of(
        "The two countries will work on these areas:",
        ("Trade Facilitation and Ports", 1),
        ("Widen the strait.", 2),
        ("Establish a Joint Fund", 1),
        ("Buy two boats.", 2),
        by=("nor", "chl"),
    )
    assert [act.quote for act in acts][-3:] == ["Widen the strait", "Establish a Joint Fund", "Buy two boats"]
    assert "Trade Facilitation and Ports" not in [act.quote for act in acts]


def test_a_field_before_a_colon_is_nobody_who_does_what_its_items_say() -> None:
    acts = acts_of(
        "The two sides welcomed progress in these domains:",
        "Semiconductors and Batteries:",
        ("Launch a joint fund for chips in 2024.", 1),
        ("Open two laboratories.", 1),
        by=("nor", "chl"),
    )
    assert [act.quote for act in acts] == ["Launch a joint fund for chips in 2024", "Open two laboratories"]


def test_what_is_said_anew_among_steps_is_done_by_saying_it() -> None:
    acts = acts_of(
        "We agree to the following steps:",
        ("Reaffirm our commitment to the settlement of the dispute by peaceful means.", 1),
        ("Renew the truce.", 1),
    )
    assert [act.stage for act in acts][-2:] == [Stage.REAFFIRMED, Stage.PROMISED]


def test_how_something_undertaken_is_done_is_undertaken_too() -> None:
    acts = acts_of(
        "The three leaders committed to combatting the climate crisis by:",
        ("Committing to cut methane by 2030.", 1),
        ("Announcing a platform for migrants.", 1),
        ("Reaffirming our commitment to the treaty.", 1),
        by=("can", "mex", "usa"),
    )
    assert [coded(act)[::2] for act in acts][1:] == [
        ["pledge", "Committing to cut methane by 2030"],
        ["pledge", "Announcing a platform for migrants"],
        ["reaffirmation", "Reaffirming our commitment to the treaty"],
    ]
