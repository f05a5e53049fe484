"""The same bytes, code, rules and model give the same output, in whichever process."""

import os
import subprocess
import sys

ANALYSE = """
from app.ingestion.analysis import analyse_document
from app.registry import load_registry
from app.sources.folder import list_documents
from app.model import Overrides

registry = load_registry()
for document in list_documents(["samples/statements"], Overrides(), 10_000_000):
    print(analyse_document(document, registry))
"""


def analyse_elsewhere(seed: str) -> str:
    command = [sys.executable, "-c", ANALYSE]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout


def test_two_processes_find_the_same_in_the_same_bytes() -> None:
    once, again = analyse_elsewhere("1"), analyse_elsewhere("2")

    assert once.count("ResolvedAct(") > 50
    assert once == again
