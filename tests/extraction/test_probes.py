"""One construction a sentence, both ways: which acts it holds, of which kind and firmness, in which words."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.extraction.said import acts_of, coded

PROBES = yaml.safe_load((Path(__file__).parent / "probes.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe["text"][:60])
def test_sentence_holds_exactly_these_acts(probe: dict[str, Any]) -> None:
    issuers = tuple(probe.get("by", ()))
    assert [coded(act) for act in acts_of(probe["text"], by=issuers)] == probe.get("acts", [])


def test_probes_go_both_ways() -> None:
    silent = [probe for probe in PROBES if "acts" not in probe]
    assert len(silent) >= 25
    assert len(PROBES) - len(silent) >= 60
