"""The header facts of the real statements that lie beside the project, as a person reads them off them.

`None` is what a document does not say. Issuers are the first ones, then how many there are.
"""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from app.model import Document, Statement
from app.reading import read_document
from app.registry import load_registry

Facts = tuple[str, int, str, str | None, str | None]

FACTS: dict[str, list[Facts]] = {
    "anz-1980-wellington.txt": [("aus nzl", 2, "1980-03-21", "Wellington", None)],
    "apec-2023-san-francisco.txt": [("apec", 1, "2023-11-17", "San Francisco", None)],
    "asean-us-2023-jakarta.txt": [("asean usa", 2, "2023-09-06", "Jakarta", None)],
    "au-us-2022-washington-food.txt": [("au usa", 2, "2022-12-15", None, None)],
    "c5plus1-2023-new-york.txt": [("c5plus1 usa kaz", 7, "2023-09-21", "New York City", None)],
    "commonwealth-1948-london.txt": [("commonwealth", 1, "1948-10-22", "London", None)],
    "covid-summit-2022-virtual-commitments.txt": [("usa blz deu idn sen", 5, "2022-05-12", None, None)],
    "cri-2022-washington.txt": [("counter-ransomware-initiative aus", 38, "2022-11-01", "Washington", None)],
    "eu-us-2021-brussels.txt": [("eu usa", 2, "2021-06-15", None, None)],
    "eu-us-2022-college-park-ttc.txt": [
        ("eu-us-trade-and-technology-council", 1, "2022-12-05", None, None),
    ],
    "g7-2021-cornwall.txt": [("g7", 1, "2021-06-13", "Cornwall", None)],
    "g7-2022-brussels-24mar.txt": [("g7", 1, "2022-03-24", "Brussels", None)],
    "g7-2023-virtual-24feb.txt": [("g7", 1, "2023-02-24", None, None)],
    "gcc-us-2022-jeddah.txt": [("gcc usa", 2, "2022-07-16", "Jeddah", None)],
    "nato-2022-brussels.txt": [("nato", 1, "2022-03-24", "Brussels", "(2022) 061")],
    "north-america-2023-mexico-city.txt": [("north-american-leaders", 1, "2023-01-10", "Mexico City", None)],
    "quad-2021-washington.txt": [("quad aus ind jpn usa", 5, "2021-09-24", None, None)],
    "quad-2022-tokyo.txt": [("quad aus ind jpn usa", 5, "2022-05-24", "Tokyo", None)],
    "summit-of-americas-2022-los-angeles.txt": [("arg brb blz", 21, "2022-06-10", "Los Angeles", None)],
    "ukraine-recovery-2024-new-york.txt": [("g7 eu alb", 33, "2024-09-25", None, None)],
    "unfccc-2015-paris-1cp21.txt": [("unfccc-cop", 1, "2015-12-12", "Paris", "1/CP.21")],
    "unfccc-2016-marrakech-cma1.txt": [
        ("unfccc-cma", 1, "2016-11-18", "Marrakech", "1/CMA.1"),
        ("unfccc-cma", 1, "2016-11-18", "Marrakech", "2/CMA.1"),
        ("unfccc-cop unfccc-cmp unfccc-cma", 3, "2016-11-18", "Marrakech", "1/CMA.1"),
    ],
    "unfccc-2023-dubai-1cp28.txt": [("unfccc-cop unfccc-cma", 2, "2023-12-06", None, "1/CP.28")],
    "unga-2018-new-york-73-3.pdf": [("un-ga", 1, "2018-10-10", "New York", "A/RES/73/3")],
    "unga-2018-new-york-73-3.txt": [("un-ga", 1, "2018-10-10", "New York", "A/RES/73/3")],
}


@cache
def read_file(path: Path) -> tuple[Statement, ...]:
    return read_document(Document(path.name, path.read_bytes()), load_registry())


@pytest.mark.parametrize("name", FACTS)
def test_the_facts_of_real_statements(shared: Path, name: str) -> None:
    statements = read_file(shared / "statements" / name)

    assert [
        (
            [issuer.actor for issuer in s.header.issuers][: len(issuers.split())],
            len(s.header.issuers),
            s.header.adopted,
            s.header.place,
            s.header.number,
            s.header.language,
        )
        for s, (issuers, *_) in zip(statements, FACTS[name], strict=True)
    ] == [
        (issuers.split(), count, date.fromisoformat(day), place, number, "en")
        for issuers, count, day, place, number in FACTS[name]
    ]


def test_every_issuer_of_a_real_statement_is_known(shared: Path) -> None:
    for name in FACTS:
        for statement in read_file(shared / "statements" / name):
            assert all(issuer.actor for issuer in statement.header.issuers), name


def test_every_real_statement_has_a_row(shared: Path) -> None:
    assert {path.name for path in (shared / "statements").iterdir()} == set(FACTS)


def test_no_banner_is_left_in_a_scraped_page(shared: Path) -> None:
    (statement,) = read_file(shared / "statements" / "nato-2022-brussels.txt")

    assert "cookies" not in statement.text.content
    assert [cut.rule for cut in statement.text.cuts].count("cookie-banner") == 3
    assert sum(passage.is_truncated for passage in statement.passages) == 1


def test_a_resolution_in_pdf_has_clean_words_and_all_its_numbers(shared: Path) -> None:
    (statement,) = read_file(shared / "statements" / "unga-2018-new-york-73-3.pdf")
    body = [p.number for p in statement.passages if p.number and p.kind.value != "footnote"]

    assert body == [str(number) for number in range(1, 54)]
    assert [p.number for p in statement.passages if p.kind.value == "footnote"] == list("1234567")
    assert not any(" -" in p.span.quote(statement.text.content) for p in statement.passages)
