import pytest

from tests.reading.documents import outline, quotes, read


@pytest.mark.parametrize(
    ("printed", "clean", "mark"),
    [
        ("We stand with Ukraine.3 We will act.", "We stand with Ukraine. We will act.", "3"),
        ("We recall the “Plan”,12 and the report.", "We recall the “Plan”, and the report.", "12"),
        ("We recall the plan [4] and the report.", "We recall the plan and the report.", "[4]"),
    ],
)
def test_marks_glued_to_sentences_are_cut(printed: str, clean: str, mark: str) -> None:
    statement = read(printed)

    assert quotes(statement) == [clean]
    assert [(cut.rule, cut.removed) for cut in statement.text.cuts] == [("footnote-mark", mark)]


@pytest.mark.parametrize(
    "sentence",
    [
        "We reaffirm Article 5 and COP27, and we note para.3 of decision no.7 of the G7.",
        "We will reduce CO2 by 2030 and act on UNSCR 2254.",
        "We recall resolution 70/1 and its goals 6 and 7.",
        "We pledge 1.5 billion and 3 ships, as agreed in May.",
    ],
)
def test_other_figures_stay(sentence: str) -> None:
    assert quotes(read(sentence)) == [sentence]


def test_a_mark_glued_to_a_bare_word_counts_when_its_note_is_there() -> None:
    with_note = read("We recall the plan1 on rivers.\n\n_______\n\n1 Adopted in Bonn.")
    without = read("We recall the plan1 on rivers.")

    assert quotes(with_note) == ["We recall the plan on rivers.", "Adopted in Bonn."]
    assert quotes(without) == ["We recall the plan1 on rivers."]


def test_a_note_set_like_a_paragraph_is_known_by_its_mark() -> None:
    statement = read(
        "We recall the plan [1] on rivers.\n\nWe will act.\n\n1 Adopted in Bonn.\n\n1. We will pay."
    )

    assert outline(statement) == [
        ("paragraph", 0, None, "We recall"),
        ("paragraph", 0, None, "We will"),
        ("paragraph", 0, "1", "We will"),
        ("footnote", 0, "1", "Adopted in"),
    ]


def test_a_date_is_no_note() -> None:
    statement = read("We recall the plan [3] on rivers.\n\nWe will act.\n\n3 March 2031")

    assert [kind for kind, *_ in outline(statement)] == ["paragraph"] * 3
