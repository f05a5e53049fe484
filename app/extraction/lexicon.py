"""The rule files of `rules/` -> cues the grammar can ask for. Words and examples are data; what a class means
is said where `licences/` and the grammar ask for it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from app.errors import RuleError
from app.extraction.parse import lemma_of, pos_of
from app.extraction.tree import Token
from app.vocabulary import Firmness

RULES = Path(__file__).parent / "rules"
_KEYS = frozenset({"id", "class", "words", "firmness", "examples", "not"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of a rule file: words of one class, and sentences that show what it must and must not do.
    Where the grammar alone decides (`we will`), there is no class and there are no words.
    """

    id: str
    cue_class: str | None
    words: tuple[str, ...]
    firmness: Firmness | None
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All rules; for each class the rule its words belong to, and for each word the rules that list it."""

    rules: tuple[Rule, ...]
    by_class: dict[str, dict[str, Rule]]
    by_word: dict[str, list[Rule]]

    def find(self, cue_class: str, token: Token) -> Rule | None:
        """The rule of that class the token (with its particle, preposition or next word) belongs to."""
        return _find_cues(self, token).get(cue_class)

    def has(self, cue_class: str, token: Token) -> bool:
        """Whether the token is a word of that class."""
        return cue_class in _find_cues(self, token)

    def has_any(self, cue_classes: Iterable[str], token: Token) -> bool:
        """Whether the token is a word of one of those classes."""
        return not _find_cues(self, token).keys().isdisjoint(cue_classes)


@lru_cache(maxsize=256)
def _find_cues(lexicon: Lexicon, token: Token) -> dict[str, Rule]:
    """The rules a token belongs to, by class, kept while the grammar asks of it for one class after another;
    of several forms that a class lists the first counts. No noun is meant by a verb made of it: `funding` is
    no `fund`.
    """
    cues: dict[str, Rule] = {}
    is_gerund = token.lower_.endswith("ing")
    for form in _iterate_forms(token):
        for rule in lexicon.by_word.get(form, ()):
            cue_class = rule.cue_class or ""
            if not (is_gerund and cue_class.endswith("_noun") and not form.endswith("ing")):
                cues.setdefault(cue_class, rule)
    return cues


def _iterate_forms(token: Token) -> Iterator[str]:
    """The forms a word may be listed by."""
    lemma = lemma_of(token)
    for child in token.rights:
        if child.dep_ in ("prt", "prep") and child.i - token.i <= 3:
            yield f"{lemma} {child.lower_}"
    if token.i + 1 < len(token.doc):
        yield f"{lemma} {token.nbor().lower_}"
    if token.i and pos_of(token) in ("NOUN", "PROPN"):
        if token.i > 1 and token.nbor(-1).tag_ == "HYPH":
            yield f"{token.nbor(-2).lower_}-{token.lower_}"
        yield f"{token.nbor(-1).lower_} {token.lower_.removesuffix('s')}"
        yield f"{token.nbor(-1).lower_} {lemma}"
    yield lemma
    yield token.lower_
    if token.lower_.endswith("ies"):
        yield token.lower_[:-3] + "y"
    if token.lower_.endswith("s"):
        yield token.lower_[:-1]


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Every rule file of `rules/`, checked; raises RuleError naming the file and the entry."""
    return parse_rules({path.name: path.read_text(encoding="utf-8") for path in sorted(RULES.glob("*.yaml"))})


def parse_rules(files: dict[str, str]) -> Lexicon:
    """The lexicon of rule files given by name and text; raises RuleError naming the file and the entry."""
    rules = tuple(rule for name, text in files.items() for rule in _parse_file(name, text))
    by_class: dict[str, dict[str, Rule]] = {}
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise RuleError(f"rule {rule.id} is defined twice")
        seen.add(rule.id)
        if rule.cue_class is not None:
            by_class.setdefault(rule.cue_class, {}).update(dict.fromkeys(rule.words, rule))
    by_word: dict[str, list[Rule]] = {}
    for words in by_class.values():
        for word, rule in words.items():
            by_word.setdefault(word, []).append(rule)
    return Lexicon(rules=rules, by_class=by_class, by_word=by_word)


def _parse_file(name: str, text: str) -> Iterator[Rule]:
    for entry in yaml.load(text, Loader=yaml.CSafeLoader) or ():
        yield _parse_rule(entry, name)


def _parse_rule(entry: Any, file: str) -> Rule:
    keys = set(entry) if isinstance(entry, dict) else set()
    if not {"id"} <= keys <= _KEYS or ("class" in keys) != ("words" in keys):
        name = entry.get("id") if isinstance(entry, dict) else entry
        raise RuleError(
            f"{file}: entry {name!r} has {sorted(keys)}; needed is id, class and words together, "
            f"of {sorted(_KEYS)}"
        )
    firmness = entry.get("firmness")
    if firmness not in (None, *Firmness):
        raise RuleError(
            f"{file}: entry {entry['id']!r} is {firmness!r}; firmness is one of {', '.join(Firmness)}"
        )
    return Rule(
        id=entry["id"],
        cue_class=entry.get("class"),
        words=tuple(str(word) for word in entry.get("words", ())),
        firmness=Firmness(firmness) if firmness else None,
        examples=tuple(entry.get("examples", ())),
        counterexamples=tuple(entry.get("not", ())),
    )
