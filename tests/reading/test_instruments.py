from datetime import date

from tests.reading.documents import outline, quotes, read, read_all

COVER = """|  | United Nations | FCCC/XY/2031/7/Add.1 |

Distr.: General

9 May 2031

Report of the Conference of the Parties serving as the meeting of the Parties to the Paris Agreement on its
ninth session, held in Bonn from 1 to 12 March 2031

Contents

Decision Page

1/CMA.9 Early warning of floods 2

2/CMA.9 Rivers 3
"""
BODY = """The Conference of the Parties serving as the meeting of the Parties to the Paris Agreement,

Recalling the importance of rivers for all who live beside them,

1. Decides to establish a programme on the early warning of floods in all river basins by 2033;

2. Requests the secretariat to report on it every second year.
"""
REPORT = f"""{COVER}
Decision 1/CMA.9

Early warning of floods

{BODY}
9th plenary meeting

11 March 2031

Decision 2/CMA.9

Rivers

{BODY}
Annex

1. The programme will last for five years.
"""


def test_each_instrument_is_a_statement_with_its_own_title_and_number() -> None:
    statements = read_all(REPORT)

    assert [(s.header.title, s.header.number) for s in statements] == [
        ("Early warning of floods", "1/CMA.9"),
        ("Rivers", "2/CMA.9"),
    ]
    assert quotes(statements[0])[:2] == ["Decision 1/CMA.9", "Early warning of floods"]
    assert quotes(statements[1])[-1] == "The programme will last for five years."


def test_the_facts_of_the_cover_are_everybodys_and_its_text_is_nobodys() -> None:
    statements = read_all(REPORT)

    assert [s.header.place for s in statements] == ["Bonn", "Bonn"]
    assert [s.header.adopted for s in statements] == [date(2031, 3, 11), date(2031, 3, 12)]
    assert [[issuer.actor for issuer in s.header.issuers] for s in statements] == [
        ["unfccc-cma"],
        ["unfccc-cma"],
    ]
    assert not any("Report" in quote for s in statements for quote in quotes(s))
    assert "cover-page" in {cut.rule for cut in statements[0].text.cuts}


def test_paragraphs_are_counted_anew_in_each() -> None:
    assert [number for _, _, number, _ in outline(read_all(REPORT)[1]) if number] == ["1", "2", "1"]


def test_one_instrument_below_a_cover_is_one_statement_without_it() -> None:
    statement = read(REPORT.partition("Decision 2/CMA.9\n")[0])

    assert statement.header.number == "1/CMA.9"
    assert quotes(statement)[0] == "Decision 1/CMA.9"


def test_other_bodies_number_otherwise() -> None:
    text = "\n\n".join(
        f"RESOLUTION {number} (2031)\n\nThe Security Council,\n\nRecalling all its earlier "
        f"resolutions on rivers,\n\n"
        f"1. Decides to extend the mandate of the mission by twelve months, until 30 June "
        f"2032;\n\n2. Decides to "
        f"remain actively seized of the matter, and to consider it again in the spring of next year."
        for number in (3001, 3002)
    )

    assert [s.header.number for s in read_all(text)] == ["3001 (2031)", "3002 (2031)"]


def test_a_heading_with_nothing_below_it_starts_no_instrument() -> None:
    text = f"Decision 1/XY.2\n\nDecision 2/XY.2\n\n{BODY}"

    assert [s.header.number for s in read_all(text)] == ["2/XY.2"]


def test_sections_of_one_statement_are_no_instruments() -> None:
    sections = "\n\n".join(
        f"Declaration {number}\n\nRivers need more protection than they have, and money is short everywhere. "
        * 3
        for number in (1, 2)
    )

    assert len(read_all(f"We, the Leaders of the G7, met in Bonn to protect our rivers.\n\n{sections}")) == 1


def test_a_resolution_cited_on_a_line_of_its_own_starts_nothing() -> None:
    statement = read("We recall the plan.1 We will act.\n\n_______\n\n1 Resolution 70/1.\n")

    assert outline(statement)[-1] == ("footnote", 0, "1", "Resolution 70/1.")
