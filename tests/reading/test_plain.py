from tests.reading.documents import outline, quotes, read


def test_wrapped_lines_are_unfolded() -> None:
    statement = read(
        "We, the Leaders of the G7, met in Bonn to discuss what rivers need and what we\n"
        "can do for them, and agreed that all of us will do much more than we did before\n"
        "now.\n"
        "\n"
        "We will build no dam without asking those who live below it, and we will share\n"
        "our data with them.\n"
    )

    assert [len(quote.split()) for quote in quotes(statement)] == [36, 20]


def test_wrapped_paragraphs_without_blank_lines_are_parted_by_their_short_last_lines() -> None:
    statement = read(
        "We, the Leaders of the G7, met in Bonn to discuss what rivers need and what we\n"
        "can do for them.\n"
        "We will build no dam without asking those who live below it, and we will share\n"
        "our data with them and with those who live above it, who need them even more in\n"
        "a year of drought.\n"
    )

    assert [quote.split()[-1] for quote in quotes(statement)] == ["them.", "drought."]


def test_one_paragraph_a_line_stays_so() -> None:
    lines = [
        "The Council met in Bonn and discussed the state of rivers and of the people who live beside them, "
        * 2,
        "Recalling its decision on the protection of rivers in times of war and in times of peace,",
        "Decides to protect rivers, and asks its members to report on what they do for them every "
        "second year;",
    ]

    assert quotes(read("\n".join(lines))) == [line.strip() for line in lines]


def test_words_broken_at_the_line_end_are_mended() -> None:
    statement = read(
        "We will strengthen our co-operation on high-level data and on the early warn-\n"
        "ing of floods, with a warning for each river, small- and medium-sized ones in-\n"
        "cluded, and with a high-\n"
        "level meeting on co-\n"
        "operation in small-\n"
        "and medium-sized rivers.\n"
    )

    assert quotes(statement) == [
        "We will strengthen our co-operation on high-level data and on the early warning of floods, "
        "with a warning "
        "for each river, small- and medium-sized ones included, and with a high-level meeting on "
        "co-operation in "
        "small- and medium-sized rivers."
    ]


def test_form_feeds_part_pages_and_running_lines_go() -> None:
    pages = [
        f"A/RES/99/1\n\nRivers and peace\n\n{text}\n\n{number}/4\n\n31-12345\n"
        for number, text in enumerate(
            (
                "1. The Assembly decides to hold a conference on rivers in the spring, at which every\n"
                "member will be heard, and",
                "calls on all members to prepare for it in time.\n\n2. The Assembly decides to ask "
                "for a report.",
                "3. The Assembly thanks the hosts of the conference.",
                "4. The Assembly decides to remain seized of the matter.",
            ),
            start=1,
        )
    ]
    statement = read("\f".join(pages))
    body = [q for q in quotes(statement) if q.startswith("The Assembly")]

    assert body[0].endswith("will be heard, and calls on all members to prepare for it in time.")
    assert [passage.number for passage in statement.passages][-4:] == ["1", "2", "3", "4"]
    assert quotes(statement).count("Rivers and peace") == 1


def test_notes_under_a_rule_are_footnotes_and_do_not_break_the_paragraph() -> None:
    statement = read(
        "1. We recall the plan of action,1 which calls for the protection of rivers and of all the\n"
        "\n"
        "_______________\n"
        "\n"
        "1  Plan of action on rivers.\n"
        "2  See the report.\n"
        "\f"
        "people who live beside them,2 and we will carry it out.\n"
    )

    assert quotes(statement) == [
        "We recall the plan of action, which calls for the protection of rivers and of all the "
        "people who live "
        "beside them, and we will carry it out.",
        "Plan of action on rivers.",
        "See the report.",
    ]
    assert [passage.number for passage in statement.passages] == ["1", "1", "2"]


def test_a_rule_that_parts_sections_makes_no_footnotes() -> None:
    statement = read("We will act.\n\n__________\n\nWe will report.\n\n2 We will pay.\n")

    assert [kind for kind, *_ in outline(statement)] == ["paragraph"] * 3


def test_tabs_and_pipes_are_layout() -> None:
    statement = read(
        "|  | United Nations | A/XY/2031/7 |\n\n\t\t1.\tWelcomes the report on "
        "rivers;\n\t\t\t(a)\tThanks all;\n"
    )

    assert outline(statement) == [("paragraph", 0, "1", "Welcomes the"), ("list_item", 1, "a", "Thanks all;")]
    assert [cut.removed for cut in statement.text.cuts] == ["United Nations | A/XY/2031/7"]


def test_characters_without_shape_go_and_typography_stays() -> None:
    statement = read(
        "We\u00a0will\u200b protect \u201crivers\u201d \u2014 non\u2011stop, co\u00adoperating at "
        "cafe\u0301s."
    )

    assert quotes(statement) == ["We will protect “rivers” — non-stop, cooperating at cafés."]
