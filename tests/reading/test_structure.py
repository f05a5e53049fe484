from tests.reading.documents import outline, quotes, read


def test_levels_follow_the_numbers_printed() -> None:
    statement = read(
        "The Council,\n\n1. Decides to protect rivers, by:\n\n(a) Building dams;\n\n(b) "
        "Counting:\n\n(i) Fish;\n\n"
        "(ii) Birds;\n\n(c) Planting trees;\n\n2. Decides to meet again in the spring of next year."
    )

    assert outline(statement) == [
        ("paragraph", 0, None, "The Council,"),
        ("paragraph", 0, "1", "Decides to"),
        ("list_item", 1, "a", "Building dams;"),
        ("list_item", 1, "b", "Counting:"),
        ("list_item", 2, "i", "Fish;"),
        ("list_item", 2, "ii", "Birds;"),
        ("list_item", 1, "c", "Planting trees;"),
        ("paragraph", 0, "2", "Decides to"),
    ]


def test_the_ninth_letter_is_no_roman_numeral() -> None:
    items = "\n\n".join(f"({letter}) Fish of the kind {letter};" for letter in "abcdefghij")

    assert [number for _, _, number, _ in outline(read(f"We will count:\n\n{items}"))][-2:] == ["i", "j"]
    assert {
        level for kind, level, _, _ in outline(read(f"We will count:\n\n{items}")) if kind == "list_item"
    } == {1}


def test_figures_count_paragraphs_or_the_items_of_a_chapeau() -> None:
    statement = read(
        "1. We met in Bonn.\n\n2. We met again.\n\nWe will therefore:-\n\n1. protect rivers;\n\n2. report."
    )

    assert outline(statement) == [
        ("paragraph", 0, "1", "We met"),
        ("paragraph", 0, "2", "We met"),
        ("paragraph", 0, None, "We will"),
        ("list_item", 1, "1", "protect rivers;"),
        ("list_item", 1, "2", "report."),
    ]


def test_figures_in_brackets_are_another_count_than_figures_with_a_stop() -> None:
    statement = read(
        "1. URGES its members:\n\n(1) to protect rivers;\n\n(2) to report;\n\n2. REQUESTS the Board:\n\n"
        "(1) to count fish;\n\n3. DECIDES to meet again in the spring of next year."
    )

    assert [row[:3] for row in outline(statement)] == [
        ("paragraph", 0, "1"),
        ("list_item", 1, "1"),
        ("list_item", 1, "2"),
        ("paragraph", 0, "2"),
        ("list_item", 1, "1"),
        ("paragraph", 0, "3"),
    ]


def test_headings_between_items_do_not_end_a_chapeau() -> None:
    statement = read(
        "WE HEREBY COMMIT TO:\n\n1. PROTECT rivers and all who live beside them;\n\nThe Sea and the Coast\n\n"
        "1. PLANT trees on all the dunes that the storms have left;\n\n2. WARN each other."
    )

    assert [row[:3] for row in outline(statement)] == [
        ("paragraph", 0, None),
        ("list_item", 1, "1"),
        ("heading", 2, None),
        ("list_item", 1, "1"),
        ("list_item", 1, "2"),
    ]


def test_a_numbered_section_ends_a_chapeau() -> None:
    statement = read(
        "I. Rivers\n\n1. We met in Bonn to discuss the rivers that we share, and:\n\n(a) Agreed on "
        "a plan;\n\n"
        "II. Lakes\n\n2. We will protect the lakes that we share as well as we protect our rivers."
    )

    assert outline(statement)[-2:] == [("heading", 2, "II", "Lakes"), ("paragraph", 0, "2", "We will")]


def test_items_without_bullets_are_items() -> None:
    statement = read(
        "We agreed to the following:\n\nprotect rivers;\n\nplant trees\n\nreport.\n\nWe will meet again."
    )

    assert outline(statement)[1:] == [
        ("list_item", 1, None, "protect rivers;"),
        ("list_item", 1, None, "plant trees"),
        ("list_item", 1, None, "report."),
        ("paragraph", 0, None, "We will"),
    ]


def test_sub_items_inside_a_paragraph_stay_there() -> None:
    sentence = "We will (a) protect rivers; (b) plant trees; and (c) report."

    assert quotes(read(sentence)) == [sentence]


def test_a_number_that_stands_alone_belongs_to_the_paragraph_after_it() -> None:
    statement = read(
        "7.\n\nExpresses concern about all the rivers that run dry in summer;\n\n8.\n\nAnnex "
        "I\n\nWe will act."
    )

    assert outline(statement)[0] == ("paragraph", 0, "7", "Expresses concern")
    assert ("lone-number", "8") in [(cut.rule, cut.removed) for cut in statement.text.cuts]


def test_an_initial_is_no_number() -> None:
    assert quotes(read("J. Doe, for the Government of Chile, and all the others will act on this.")) == [
        "J. Doe, for the Government of Chile, and all the others will act on this."
    ]


def test_headings_are_told_by_how_they_read() -> None:
    body = "We will protect the rivers that we share with all our means."
    lines = ["FREE AND FAIR TRADE", "Peace and Stability", "Loss and damage", "Annex II", "Article 4"]
    statement = read("\n\n".join(f"{line}\n\n{body}" for line in lines))

    assert [
        quote
        for quote, (kind, *_) in zip(quotes(statement), outline(statement), strict=True)
        if kind == "heading"
    ] == lines


def test_lines_that_state_something_are_no_headings() -> None:
    body = "We will protect the rivers that we share with all our means."
    lines = ["We will act", "The General Assembly,", "3 March 2031", "In the short term:", "Decides to"]
    lines += ["H.E. Jane Doe, President of the Republic of Chile", "Her Majesty Queen Jane of the Islands"]
    lines.append("Chile : H.E. Ms. Jane Doe, President")
    statement = read("\n\n".join(f"{line}\n\n{body}" for line in lines))

    assert "heading" not in {kind for kind, *_ in outline(statement)}


def test_the_subject_of_a_resolution_is_no_heading() -> None:
    statement = read(
        "The General Assembly\n\nAdopts the following declaration on all rivers of the world:\n\nWe will act."
    )

    assert outline(statement)[0] == ("paragraph", 0, None, "The General")
