"""The same bytes, code, rules and model give the same output, in whichever process."""

import os
import subprocess
import sys
from pathlib import Path

from app.ingestion.analysis import analyse_document
from app.model import Document, Overrides
from app.registry import load_registry
from app.sources.folder import list_documents

ROOT = Path(__file__).parents[2]
ANALYSE = "from tests.ingestion.test_determinism import analyse_samples; print(analyse_samples())"


def analyse_samples() -> str:
    documents = list_documents([str(ROOT / "samples" / "statements")], Overrides(), 10_000_000)
    registry = load_registry()
    return "\n".join(
        str(analyse_document(document, registry)) for document in documents if isinstance(document, Document)
    )


def test_two_processes_find_the_same_in_the_same_bytes() -> None:
    """With hashes of their own, so that sets and dictionaries come in another order."""
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", ANALYSE]
    elsewhere = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=ROOT)

    here = analyse_samples()
    assert here.count("ResolvedAct(") > 50
    assert elsewhere.stdout == f"{here}\n"
