"""A coder's name for an actor or a meeting -> whether the program named the same (`gold_names.yaml`)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from importlib.resources import files

import yaml

from app.evaluation.coding import ISSUER
from app.evaluation.matching import LEAST_OVERLAP, count_words, measure_overlap
from app.registry.facts import Registry

NO_NAME = frozenset({"the", "a", "an", "and", "of", "our", "its", "their"})
"""Words that do not tell one name from another."""


@dataclass(frozen=True, slots=True)
class GoldNames:
    """`ids`: what the registry knows. `table`: a coder's name -> patterns of registry ids (`*` = any)."""

    ids: frozenset[str]
    table: dict[str, tuple[str, ...]]

    def is_among(self, name: str, found: Sequence[str], *, phrases: tuple[str, str] = ("", "")) -> bool:
        """Whether one of the names the program `found` is the coder's `name`.

        Where neither table nor registry knows `name`, words decide: those of `phrases` (how coder and program
        quote the text) or of the names themselves.
        """
        if name in self.table:
            return any(fnmatchcase(other, pattern) for other in found for pattern in self.table[name])
        if name == ISSUER or name in self.ids:
            return name in found
        return _is_same_wording(*phrases) or any(_is_same_wording(name, other) for other in found)


def load_gold_names(registry: Registry) -> GoldNames:
    """The table beside this module, over the actors and meetings of `registry`."""
    table = yaml.safe_load(files(__package__).joinpath("gold_names.yaml").read_text(encoding="utf-8"))
    return GoldNames(
        ids=frozenset({*registry.actors, *registry.meetings}),
        table={name: tuple(patterns) for name, patterns in table.items()},
    )


def _is_same_wording(one: str, other: str) -> bool:
    return measure_overlap(_count_names(one), _count_names(other)) >= LEAST_OVERLAP


def _count_names(phrase: str) -> Counter[str]:
    return Counter({word: n for word, n in count_words(phrase).items() if word not in NO_NAME})
