"""Documents, read from their bytes: who issues them, and exactly which acts they hold, in which words."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from app.evaluation import extract_document
from app.model import Document
from app.registry import load_registry
from tests.extraction.said import coded

DOCUMENTS = yaml.load(Path(__file__).with_name("documents.yaml").read_bytes(), Loader=yaml.CSafeLoader)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["text"].splitlines()[0][:60])
def test_a_document_holds_exactly_these_acts(document: dict[str, Any]) -> None:
    (extract,) = extract_document(Document("statement.md", document["text"].encode()), load_registry())

    assert [issuer.actor for issuer in extract.statement.header.issuers] == document["issuers"]
    assert [coded(act.act) for act in extract.acts] == document["acts"]
