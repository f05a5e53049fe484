import pytest

from app.reading.blocks import Block
from app.reading.furniture import FurnitureRule, load_rules, remove_furniture
from tests.reading.documents import COOKIES, quotes, read

CUT = [
    pytest.param(rule, example, id=f"{rule.id}: {example[:40]}")
    for rule in load_rules()
    for example in rule.cut
]
KEPT = [
    pytest.param(example, id=f"{rule.id}: {example[:40]}") for rule in load_rules() for example in rule.kept
]


def _clean(text: str, rule: FurnitureRule) -> tuple[str, str]:
    """What the rules leave of a block, and take, where the rule before it counts when `rule` needs one."""
    before = [Block("Distr.: General")] if rule.follows else []
    blocks = remove_furniture([*before, Block(text)])[len(before) :]
    kept = " ".join(block.text for block in blocks if not block.furniture)
    taken = [block.text for block in blocks if block.furniture] + [
        cut.removed for b in blocks for cut in b.cuts
    ]
    return kept, "".join(taken)


@pytest.mark.parametrize(("rule", "example"), CUT)
def test_a_rule_cuts_its_examples_and_nothing_beside_them(rule: FurnitureRule, example: str) -> None:
    if "«" in example:
        before, _, rest = example.partition("«")
        furniture, _, after = rest.partition("»")
        assert _clean(before + furniture + after, rule) == (
            " ".join(f"{before} {after}".split()).strip(),
            furniture.strip(),
        )
    else:
        assert _clean(example, rule) == ("", example)


@pytest.mark.parametrize("example", KEPT)
def test_no_rule_touches_what_only_looks_like_furniture(example: str) -> None:
    blocks = remove_furniture([Block(example)])

    assert [block.text for block in blocks if not block.furniture] == [example]


def test_a_banner_between_whole_sentences_leaves_one_paragraph() -> None:
    statement = read(f"We will protect rivers. {COOKIES} We will plant trees along them.")

    assert quotes(statement) == ["We will protect rivers. We will plant trees along them."]
    assert [(cut.at, cut.rule, cut.removed) for cut in statement.text.cuts] == [
        (23, "cookie-banner", COOKIES)
    ]


def test_a_banner_at_the_end_of_a_paragraph_leaves_the_paragraph() -> None:
    statement = read(f"We will protect rivers. {COOKIES}\n\nUkraine will be supported.")

    assert quotes(statement) == ["We will protect rivers.", "Ukraine will be supported."]
    assert not any(passage.is_truncated for passage in statement.passages)


def test_half_sentences_on_both_sides_of_a_banner_are_never_glued() -> None:
    statement = read(f"We met in Bonn. We will protect {COOKIES} the values that we share.")

    assert quotes(statement) == ["We met in Bonn. We will protect", "the values that we share."]
    assert [passage.is_truncated for passage in statement.passages] == [False, True]


def test_what_follows_a_banner_in_lower_case_lost_its_beginning_even_after_a_full_stop() -> None:
    statement = read(f"We will submit plans. {COOKIES} the values that we share.")

    assert quotes(statement) == ["We will submit plans.", "the values that we share."]
    assert statement.passages[1].is_truncated


def test_a_banner_that_is_a_paragraph_severs_what_it_stands_between() -> None:
    statement = read(f"We will resist all forms of\n\n{COOKIES}\n\nattack on our rivers. We will act.")

    assert quotes(statement) == ["We will resist all forms of", "attack on our rivers. We will act."]
    assert statement.passages[1].is_truncated


def test_a_banner_in_front_of_everything_severs_nothing() -> None:
    statement = read(f"{COOKIES}\n\nstatement by the ministers\n\nWe will act.")

    assert not any(passage.is_truncated for passage in statement.passages)


def test_a_paragraph_that_the_layout_broke_is_joined() -> None:
    statement = read("We condemn the war. Its\n\nattack on rivers concerns us all.\n\nWe will act.")

    assert quotes(statement) == ["We condemn the war. Its attack on rivers concerns us all.", "We will act."]


def test_page_furniture_inside_a_sentence_is_a_cut_in_it() -> None:
    statement = read("We will protect the rivers and\n\n3/10\n\nthe lakes that we share.\n\nWe will act.")

    assert quotes(statement)[0] == "We will protect the rivers and the lakes that we share."
    assert [(cut.at, cut.rule) for cut in statement.text.cuts] == [(30, "page-number")]


def test_items_after_a_banner_are_whole() -> None:
    statement = read(f"We will:\n\n{COOKIES}\n\n(a) protect rivers;\n\n(b) plant trees.")

    assert [(p.number, p.is_truncated) for p in statement.passages] == [
        (None, False),
        ("a", False),
        ("b", False),
    ]


def test_the_day_after_a_distribution_mark_is_no_dateline() -> None:
    statement = read(
        "Distr.: General\n\n3 March 2031\n\nThe Council decides to protect all rivers that it knows."
    )

    assert statement.header.adopted is None
    assert [cut.rule for cut in statement.text.cuts] == ["distribution", "distribution-date"]


@pytest.mark.parametrize(
    "words",
    ["next ", "X ", "share this page ", "home > ", "a | ", "english | ", "and ", "press release ", ". . "],
)
def test_no_rule_searches_without_end(words: str) -> None:
    text = (f"original: english {words * 90}")[:390] + " foo"

    assert remove_furniture([Block(text)])[0].text == text
