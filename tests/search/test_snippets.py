"""What was sought is shown where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.grammar import read_search
from app.search.snippets import LONGEST_SNIPPET, Snippet, cut_snippet


def show(content: str, snippet: Snippet) -> str:
    """The snippet, with brackets around what was sought."""
    shown = list(content)
    for span in snippet.highlights:
        shown[span.start] = f"[{shown[span.start]}"
        shown[span.end - 1] += "]"
    return "".join(shown[snippet.span.start : snippet.span.end])


@pytest.mark.parametrize(
    ("typed", "content", "shown"),
    [
        ("PORTS", "We will open our ports.", "We will open our [ports]."),
        ("turkiye", "Aid to Tu\u0308rkiye and Türkiye", "Aid to [Tu\u0308rkiye] and [Türkiye]"),
        ("us -ports", "The U.S. delegation told us.", "The [U.S.] delegation told [us]."),
        ('"air defen*"', "air, then 🌊 Air-Defence", "air, then 🌊 [Air-Defence]"),
        ("air OR sea", "By sea and air", "By [sea] and [air]"),
        ('air "air defence"', "air defence", "[air defence]"),
        ("a*", "A an the and", "[A] [an] the [and]"),
        ("-rivers", "No such thing", "No such thing"),
    ],
)
def test_a_short_text_is_shown_whole_with_every_place(typed: str, content: str, shown: str) -> None:
    assert show(content, cut_snippet(content, read_search(typed))) == shown


def test_a_long_text_is_cut_at_words_where_most_of_what_was_sought_stands() -> None:
    filler = "words that say nothing " * 40
    content = f"{filler}ports and {filler}of ports, roads and rivers {filler}"
    snippet = cut_snippet(content, read_search("ports roads rivers"))

    shown = show(content, snippet)
    assert "of [ports], [roads] and [rivers]" in shown
    assert len(snippet.span) <= LONGEST_SNIPPET
    before, after = content[: snippet.span.start], content[snippet.span.end :]
    assert (before[-1], after[0]) == (" ", " ")


def test_a_long_text_in_which_nothing_was_sought_is_shown_from_its_beginning() -> None:
    content = "many words " * 100
    snippet = cut_snippet(content, read_search("-rivers"))
    assert snippet == Snippet(snippet.span, ())
    assert (snippet.span.start, content[snippet.span.end]) == (0, " ")


@given(st.text(st.characters(), min_size=1, max_size=2000), st.text(st.characters()))
def test_a_snippet_lies_in_its_text_and_highlights_in_it(content: str, typed: str) -> None:
    """Among other texts in those that repeat the query, and in one word of a thousand letters."""
    for text in (content, f"{content} {typed} " * 20, "x" * 1000 + typed):
        snippet = cut_snippet(text, read_search(typed))
        assert snippet.span.end <= len(text)
        end = snippet.span.start
        for highlight in snippet.highlights:
            assert end <= highlight.start
            end = highlight.end
        assert end <= snippet.span.end
