from datetime import date

import pytest

from app.errors import UnreadableDocument
from tests.reading.documents import a_page, outline, quotes, read

STATEMENT = """
<h1>Communiqué of the Ministers</h1>
<p class="date">Bonn, 3 March 2031</p>
<p>We, the Leaders of the G7, met to agree on protecting the rivers that flow through several countries.</p>
<h2>Floods</h2>
<p>We will warn each other of floods within one hour, and we will share all our forecasts free of charge.</p>
"""
WORDS = [
    "Communiqué of the Ministers",
    "Bonn, 3 March 2031",
    "We, the Leaders of the G7, met to agree on protecting the rivers that flow through several countries.",
    "Floods",
    "We will warn each other of floods within one hour, and we will share all our forecasts free of charge.",
]


def test_what_a_reader_does_not_read_is_left_out() -> None:
    page = a_page(f"""
        <script>track("We will track you.")</script><style>p {{ color: red }}</style>
        <header>Ministry <a href="/">of rivers</a></header>
        <nav><a href="/">Home</a></nav><aside><p>We will sell you a subscription.</p></aside>
        <div class="cookie-consent"><p>We use cookies. We will ask you once.</p></div>
        <p style="display: none">We will hide.</p><p hidden>We will hide too.</p><form><p>Search</p></form>
        {STATEMENT}
        <footer><p>We will answer letters.</p></footer>""")

    assert quotes(read(page)) == WORDS


def test_the_main_content_is_found_without_any_name() -> None:
    teasers = "".join(f"<li><a href='/{n}'>Another statement of ours, number {n}</a></li>" for n in range(30))
    page = a_page(
        f"<div><div><ul>{teasers}</ul></div><div><div>{STATEMENT}</div></div><div>Tel. 555</div></div>"
    )

    assert quotes(read(page)) == WORDS


def test_a_link_inside_a_sentence_stays() -> None:
    page = a_page('<p>We adopted a <a href="/plan">plan of action</a> and will carry it out by 2033.</p>')

    assert quotes(read(page)) == ["We adopted a plan of action and will carry it out by 2033."]


def test_lists_keep_their_levels_and_the_numbers_a_browser_prints() -> None:
    page = a_page("""<p>We will:</p>
        <ol type="a" start="2"><li>protect rivers, by
          <ul><li>building dams;</li><li>planting trees;</li></ul></li>
        <li>report.</li></ol>""")

    assert outline(read(page)) == [
        ("paragraph", 0, None, "We will:"),
        ("list_item", 1, "b", "protect rivers,"),
        ("list_item", 2, None, "building dams;"),
        ("list_item", 2, None, "planting trees;"),
        ("list_item", 1, "c", "report."),
    ]


def test_a_counted_list_without_a_chapeau_is_counted_paragraphs() -> None:
    page = a_page("<p>We met in Bonn.</p><ol><li>We will act.</li><li>We will report.</li></ol>")

    assert outline(read(page))[1:] == [("paragraph", 0, "1", "We will"), ("paragraph", 0, "2", "We will")]


def test_line_breaks_part_headings_from_text_and_do_not_break_sentences() -> None:
    page = a_page(
        "<p><b>Water and peace</b><br>We will act on the resolution of<br>2 March 2031 without delay.</p>"
        "<p>President A of Chile<br>President B of Peru</p>"
    )

    assert quotes(read(page)) == [
        "Water and peace",
        "We will act on the resolution of 2 March 2031 without delay.",
        "President A of Chile",
        "President B of Peru",
    ]


def test_rows_of_a_table_are_paragraphs_and_a_table_for_layout_is_none() -> None:
    page = a_page(
        "<table><tr><th>Country</th><th>Pledge</th></tr><tr><td>Chile</td><td>2 dams</td></tr></table>"
        "<table><tr><td><p>We will act.</p><p>We will report.</p></td></tr></table>"
    )

    assert quotes(read(page)) == ["Country | Pledge", "Chile | 2 dams", "We will act.", "We will report."]


def test_superscripts_are_marks_or_part_of_the_word() -> None:
    page = a_page(
        "<p>At the 11<sup>th</sup> summit we pledged 5 km<sup>2</sup> of forest.<sup>[3]</sup> We will plant"
        ' more<a href="#fn4">4</a> trees.</p><p><sup>3</sup> Counted in 2031.</p>'
    )
    statement = read(page)

    assert quotes(statement) == [
        "At the 11th summit we pledged 5 km2 of forest. We will plant more trees.",
        "Counted in 2031.",
    ]
    assert [(cut.rule, cut.removed) for cut in statement.text.cuts] == [
        ("footnote-mark", "[3]"),
        ("footnote-mark", "4"),
    ]
    assert outline(statement)[1] == ("footnote", 0, "3", "Counted in")


def test_preformatted_text_is_read_as_text() -> None:
    page = a_page(
        "<pre>We will protect the rivers that\nwe share, all of them, always.\n\n1. We will act.</pre>"
    )

    assert quotes(read(page)) == [
        "We will protect the rivers that we share, all of them, always.",
        "We will act.",
    ]


def test_the_head_declares_what_the_page_does_not_say() -> None:
    head = """<title>Rivers | The Presidency</title><meta property="og:title" content="Rivers">
        <meta property="article:published_time" content="2031-03-04T09:00:00+01:00">
        <link rel="canonical" href="https://example.org/rivers">"""
    statement = read(
        a_page("<p>We will protect rivers for as long as it takes, and all of us will pay.</p>", head=head)
    )

    assert statement.header.title == "Rivers"
    assert statement.header.url == "https://example.org/rivers"
    assert statement.header.adopted == date(2031, 3, 4)
    assert "date-of-publication" in {doubt.code for doubt in statement.doubts}


def test_the_day_a_page_was_published_gives_way_to_the_day_the_leaders_met() -> None:
    head = '<meta property="article:published_time" content="2031-03-09">'

    assert read(a_page(STATEMENT, head=head)).header.adopted == date(2031, 3, 3)


def test_the_name_of_the_site_is_no_part_of_the_title() -> None:
    head = "<title>Communiqué of the Ministers - The Presidency - Press</title>"

    assert read(a_page(STATEMENT, head=head)).header.title == "Communiqué of the Ministers"


def test_deep_nesting_is_refused_and_not_a_crash() -> None:
    with pytest.raises(UnreadableDocument, match="nested"):
        read(a_page("<div>" * 5000 + "We will act." + "</div>" * 5000))
