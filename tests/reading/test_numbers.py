import pytest

from app.reading.numbers import Style, find_marker, write_number


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("12. We will", "12"),
        ("3) to act", "3"),
        ("(12) Whereas", "12"),
        ("11bis. We will", "11bis"),
        ("11 bis. We will", "11bis"),
        ("1.2 Aid", "1.2"),
        ("1.2. Aid", "1.2"),
        ("(a) by", "a"),
        ("b) by", "b"),
        ("(aa) by", "aa"),
        ("(iv) to", "iv"),
        ("II. Trade", "II"),
        ("A. Status", "A"),
        ("7.", "7"),
        ("• to act", "•"),
        ("– to act", "–"),
        ("4.We will", "4"),
        ("(b)We will", "b"),
        ("-Ministers will", "-"),
        ("-- Ministers will", "--"),
    ],
)
def test_printed_numbers_and_bullets_are_found(line: str, number: str) -> None:
    marker = find_marker(line)

    assert marker is not None
    assert marker.text == number


@pytest.mark.parametrize(
    "line",
    [
        "2030. We will",
        "3.5 per cent",
        "24 March 2031",
        "U.S. policy",
        "(EU) 2031/7",
        "(to) act",
        "-3 degrees",
        "4.EU policy",
        "-and act",
        "We 1.",
    ],
)
def test_other_figures_are_no_numbers(line: str) -> None:
    assert find_marker(line) is None


def test_a_letter_that_is_also_a_roman_numeral_is_both() -> None:
    marker = find_marker("(i) to act")

    assert marker is not None
    assert marker.counts == ((Style.ROMAN, 1), (Style.LETTER, 9))


@pytest.mark.parametrize(
    ("ordinal", "style", "written"),
    [
        (14, Style.DECIMAL, "14"),
        (27, Style.LETTER, "aa"),
        (3, Style.CAPITAL, "C"),
        (14, Style.ROMAN, "xiv"),
        (9, Style.CAPITAL_ROMAN, "IX"),
    ],
)
def test_numbers_are_written_as_browsers_do(ordinal: int, style: Style, written: str) -> None:
    assert write_number(ordinal, style) == written
