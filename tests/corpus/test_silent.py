"""Text that holds no pledge and no call: news, histories, lists, notices."""

from pathlib import Path

import pytest

from app.errors import EmptyDocument
from app.evaluation import extract_document
from app.model import Document, Overrides
from app.registry import load_registry

SILENT = sorted((Path(__file__).parent / "silent").glob("*.txt"))
UNSPOKEN = sorted((Path(__file__).parent / "unspoken").glob("*.txt"))
"""Text that says what will and should be done, but for nobody: a programme, travel advice."""
LEAST_WORDS = 2_000
MOST_ACTS = 2


def list_quotes(path: Path, issuers: tuple[str, ...]) -> list[str]:
    """The acts found in a file, as `file: words`; none where reading leaves nothing (a table of contents)."""
    document = Document(path.name, path.read_bytes(), Overrides(issuers=issuers))
    try:
        extracts = list(extract_document(document, load_registry()))
    except EmptyDocument:
        return []
    return [f"{path.stem}: {act.act.quote}" for extract in extracts for act in extract.acts]


@pytest.mark.parametrize("issuers", [(), ("g20",), ("un-ga",), ("nato",)], ids="+".join)
def test_text_without_acts_stays_silent_whoever_is_said_to_speak(issuers: tuple[str, ...]) -> None:
    found = [quote for path in SILENT for quote in list_quotes(path, issuers)]
    assert len(found) <= MOST_ACTS, "\n".join(found)


def test_text_in_which_nobody_speaks_stays_silent() -> None:
    found = [quote for path in UNSPOKEN for quote in list_quotes(path, ())]
    assert len(found) <= MOST_ACTS, "\n".join(found)


def test_there_are_enough_words_to_stay_silent_on() -> None:
    assert sum(len(path.read_text(encoding="utf-8").split()) for path in SILENT) >= LEAST_WORDS
