"""One construction a sentence, both ways: which acts it holds, of which kind and firmness, in which words."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from app.model import Act
from app.vocabulary import ActorRole
from tests.extraction.said import acts_of, coded

PROBES = [
    probe
    for path in sorted((Path(__file__).parent / "probes").glob("*.yaml"))
    for probe in yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
]
OWN_ROLES = (ActorRole.PROMISOR, ActorRole.CALLER)
DETAILS = {
    "when": lambda act: [deadline.text for deadline in act.deadlines],
    "under": lambda act: [condition.text for condition in act.conditions],
    "figures": lambda act: [quantity.text for quantity in act.quantities],
    "who": lambda act: [mention.text for mention in act.mentions if mention.role in OWN_ROLES],
    "whom": lambda act: [mention.text for mention in act.mentions if mention.role not in OWN_ROLES],
}


def acts_in(probe: dict[str, Any]) -> tuple[Act, ...]:
    text = [probe["text"]] if isinstance(probe["text"], str) else probe["text"]
    passages = [(words[2:], 1) if words.startswith("- ") else words for words in text]
    return acts_of(*passages, by=tuple(probe.get("by", ())))


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: str(probe["text"])[:60])
def test_sentence_holds_exactly_these_acts(probe: dict[str, Any]) -> None:
    acts = acts_in(probe)
    assert [coded(act) for act in acts] == probe.get("acts", [])
    for detail in DETAILS.keys() & probe.keys():
        assert [words for act in acts for words in DETAILS[detail](act)] == probe[detail]


def test_probes_go_both_ways() -> None:
    silent = [probe for probe in PROBES if "acts" not in probe]
    assert len(silent) >= 100
    assert len(PROBES) - len(silent) >= 300
