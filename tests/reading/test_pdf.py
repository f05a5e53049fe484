import pytest

from app.errors import UnreadableDocument
from tests.reading.documents import a_pdf, column, outline, quotes, read

FIRST = [
    "The Assembly decides to hold a conference on rivers in the spring of next year, at which",
    "all its members will be heard, and to invite those who live beside rivers that are shared,",
    "who know best what these rivers need.",
]


def test_paragraphs_are_told_by_white_and_by_short_lines() -> None:
    pdf = a_pdf([column([*FIRST, "The Assembly thanks the hosts.", "", "It will meet again."])])

    assert [quote.split()[-1] for quote in quotes(read(pdf))] == ["need.", "hosts.", "again."]


def test_a_paragraph_goes_on_over_the_page_its_footnotes_and_its_running_lines() -> None:
    edges = [("Rivers and peace", {"y": 810}), ("31-12345", {"y": 30})]
    notes = column(["_______________", "1 Plan of action on rivers."], top=90, size=8)
    pages = [
        [*edges, *column([f"1. {FIRST[0]}", FIRST[1]]), *notes],
        [*edges, *column([FIRST[2], "", "2. The Assembly thanks the hosts of the meeting."])],
        [*edges, *column(["3. The Assembly will meet again, and it will look at the report on rivers."])],
    ]
    statement = read(a_pdf(pages))

    assert outline(statement)[-4:] == [
        ("paragraph", 0, "1", "The Assembly"),
        ("paragraph", 0, "2", "The Assembly"),
        ("paragraph", 0, "3", "The Assembly"),
        ("footnote", 0, "1", "Plan of"),
    ]
    assert " ".join(FIRST) in quotes(statement)
    assert quotes(statement).count("Rivers and peace") == 1


def test_raised_figures_are_marks() -> None:
    pdf = a_pdf(
        [[("We recall the plan of action", {"y": 700, "mark": "1", "after": " and we will carry it out."})]]
    )
    statement = read(pdf)

    assert quotes(statement) == ["We recall the plan of action and we will carry it out."]
    assert [(cut.at, cut.rule, cut.removed) for cut in statement.text.cuts] == [(28, "footnote-mark", "1")]


def test_words_broken_at_the_line_end_are_mended() -> None:
    lines = [
        "We will strengthen the high-level dialogue on rivers and the early warning of floods, and",
        "we will hold the next high-",
        "level dialogue in time, before any warn-",
        "ing comes too late.",
    ]

    assert quotes(read(a_pdf([column(lines)])))[0].endswith(
        "the next high-level dialogue in time, before any warning comes too late."
    )


def test_bold_and_large_lines_are_headings() -> None:
    pdf = a_pdf(
        [
            [
                ("Declaration on", {"y": 780, "size": 16}),
                ("the protection of rivers", {"y": 760, "size": 16}),
                *column(["Floods"], top=720, font="Times-Bold"),
                *column(FIRST, top=690),
            ]
        ]
    )

    assert outline(read(pdf)) == [
        ("heading", 2, None, "Declaration on"),
        ("heading", 2, None, "Floods"),
        ("paragraph", 0, None, "The Assembly"),
    ]


def test_a_watermark_at_an_angle_is_no_text() -> None:
    pdf = a_pdf([[("DRAFT", {"y": 300, "x": 200, "size": 60, "angle": 45}), *column(FIRST)]])

    assert quotes(read(pdf)) == [" ".join(FIRST)]


def test_two_cells_of_a_masthead_are_two_lines() -> None:
    pdf = a_pdf(
        [[("United Nations", {"y": 780}), ("A/RES/99/1", {"y": 780, "x": 450}), *column(FIRST, top=700)]]
    )
    statement = read(pdf)

    assert quotes(statement)[0] == "United Nations"
    assert statement.header.number == "A/RES/99/1"


def test_a_scan_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="no text layer"):
        read(a_pdf([[]]))


def test_a_locked_pdf_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="password"):
        read(a_pdf([column(FIRST)], password="a"))  # noqa: S106 - a lock for the test
