import json
from datetime import date
from pathlib import Path

import pytest

from app.errors import GoldError
from app.evaluation.priority import PriorityItem, Quotation, measure_recall, quote_item
from app.evaluation.scores import Accuracy
from app.registry import load_registry
from app.vocabulary import PassageKind

REGISTRY = load_registry()


def an_item(
    text: str, *, body: str = "G20", summit: str = "Seoul 2010", year: int = 2010, id: str = "seoul-1"
) -> PriorityItem:
    return PriorityItem(id=id, body=body, summit=summit, year=year, text=text)


def quote(text: str, **fields: str | int) -> Quotation:
    return quote_item(an_item(text, **fields), REGISTRY)  # type: ignore[arg-type]


def list_passages(quotation: Quotation) -> list[tuple[str, PassageKind]]:
    content = quotation.statement.text.content
    return [(passage.span.quote(content), passage.kind) for passage in quotation.statement.passages]


def test_a_commitment_is_a_paragraph_without_its_quotation_marks() -> None:
    quotation = quote("“We will train nurses [and midwives].” ")
    assert list_passages(quotation) == [("We will train nurses and midwives.", PassageKind.PARAGRAPH)]
    assert quotation.start == 0


def test_a_lead_in_with_a_colon_governs_items() -> None:
    quotation = quote("[We will:] train nurses … and build two wells")
    assert list_passages(quotation) == [
        ("We will:", PassageKind.PARAGRAPH),
        ("train nurses", PassageKind.LIST_ITEM),
        ("and build two wells", PassageKind.LIST_ITEM),
    ]
    assert quotation.start == len("We will:")


def test_a_lead_in_without_one_begins_the_sentence() -> None:
    quotation = quote('"[We will continue to…] …train nurses. . . . We commit to build wells"')
    assert list_passages(quotation) == [
        ("We will continue to train nurses", PassageKind.PARAGRAPH),
        ("We commit to build wells", PassageKind.PARAGRAPH),
    ]
    assert quotation.start == len("We will continue to")


@pytest.mark.parametrize(
    ("said", "head"),
    [
        (("G20", "Seoul 2010", 2010), (["g20"], date(2010, 11, 12), "Seoul")),
        (("G7/G8", "G7/G8 2012", 2012), (["g8"], date(2012, 5, 19), "Camp David")),
        (("G7/G8", "Nowhere 2012", 2012), (["g7"], date(2012, 7, 1), None)),
    ],
)
def test_issuer_and_day_are_those_of_the_meeting_or_of_the_year(
    said: tuple[str, str, int], head: tuple[list[str], date, str | None]
) -> None:
    body, summit, year = said
    header = quote("We will train nurses", body=body, summit=summit, year=year).statement.header
    assert ([issuer.actor for issuer in header.issuers], header.adopted, header.place) == head


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (
            an_item("We will train nurses", body="The Nurses"),
            "seoul-1: the registry knows no body 'The Nurses'",
        ),
        (an_item("[We will:] …"), "seoul-1: a commitment without words"),
    ],
)
def test_what_cannot_be_quoted_is_named(item: PriorityItem, message: str) -> None:
    with pytest.raises(GoldError, match=message):
        quote_item(item, REGISTRY)


def write_items(path: Path, *items: PriorityItem) -> Path:
    rows = [
        {"id": item.id, "body": item.body, "summit": item.summit, "year": item.year, "text": item.text}
        for item in items
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows))
    return path


def test_a_commitment_is_found_when_an_act_overlaps_its_own_words(tmp_path: Path) -> None:
    path = write_items(
        tmp_path / "commitments.jsonl",
        an_item("We will train nurses.", id="seoul-1"),
        an_item("[We will build two wells.] The weather was fine on that day.", id="seoul-2"),
        an_item(
            "[We will:] repair the old harbour", id="elmau-3", body="G7/G8", summit="G7/G8 2015", year=2015
        ),
    )
    result = measure_recall(path, REGISTRY)
    assert [item.id for item in result.found] == ["seoul-1", "elmau-3"]
    assert [item.id for item in result.missed] == ["seoul-2"]
    assert result.bodies == {"G20": Accuracy(1, 2), "G7/G8": Accuracy(1, 1)}
    assert result.pooled == Accuracy(2, 3)


def test_a_file_without_commitments_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no commitments here"):
        measure_recall(write_items(tmp_path / "commitments.jsonl"), REGISTRY)
