"""Every rule against its own examples: those that must fire, those that must stay silent."""

import re

import pytest

from app.errors import RuleError
from app.extraction.lexicon import RULES, Rule, load_lexicon, parse_rules
from app.model import Act
from tests.extraction.said import acts_of

RULE_CASES = [(rule, example) for rule in load_lexicon().rules for example in rule.examples]
SILENT_CASES = [(rule, example) for rule in load_lexicon().rules for example in rule.counterexamples]
CONDITIONS = ("condition", "condition_opening", "condition_limit")


def shows(rule: Rule, act: Act) -> bool:
    """Whether the act bears the mark of the rule: a condition, a scope, a quantity, or the rule's id."""
    if rule.cue_class in CONDITIONS:
        return bool(act.conditions)
    if rule.cue_class == "scope":
        return bool(act.scope)
    if rule.id.startswith("quantity."):
        return bool(act.quantities)
    return any(firing.rule == rule.id for firing in act.trace)


# Rules that make no act by themselves, but let another rule make it.
HELPING_CLASSES = {
    "activity_noun", "actor_noun", "adherent_noun", "adhering", "aims_at", "announced_noun",
    "announcing_creation", "assuring", "body_noun", "charge", "commits_to_nouns", "construing",
    "convening", "count_noun", "creation_noun", "deliberate", "describing", "directive_noun",
    "directive_that", "directive_thing", "document_noun", "effort_noun", "enactment", "exertion_noun",
    "finite_opening", "firm_adjective", "founding_noun", "gathering", "giving_verb", "guarantees",
    "help_noun", "helping_verb", "informing", "instructing", "instruction_noun", "instrument_name",
    "instrument_noun", "joining", "joint_work_noun", "limit_noun", "means_noun", "needs_noun",
    "newcomer_noun", "observance_noun", "occasion_noun", "opening_adverb", "outcome", "own_organ_noun",
    "own_when_bare", "own_pointer", "own_service_noun", "passes_on", "peer_directive", "phrasal_verb",
    "portfolio", "quantifying_noun", "reaching", "recital", "remaining_focus", "restates_clause",
    "seeing_to", "serving_noun", "session_noun", "signing_noun", "sovereign_noun", "speech_verb",
    "staffed_noun", "stance", "stance_of_present", "status", "steadfast", "step_noun", "strict_tasking",
    "threatened", "urging", "uttering",
}  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "example"), RULE_CASES, ids=lambda value: getattr(value, "id", str(value)[:50])
)
def test_rule_fires_on_its_example(rule: Rule, example: str) -> None:
    acts = acts_of(example)
    assert acts, "the sentence holds no act at all"
    assert rule.cue_class in HELPING_CLASSES or any(shows(rule, act) for act in acts)


@pytest.mark.parametrize(
    ("rule", "example"), SILENT_CASES, ids=lambda value: getattr(value, "id", str(value)[:50])
)
def test_rule_stays_silent_on_its_counter_example(rule: Rule, example: str) -> None:
    acts = acts_of(example)
    if rule.id.startswith("exclusion."):
        assert acts == ()
    else:
        assert not any(shows(rule, act) for act in acts)


def test_every_rule_says_what_it_does() -> None:
    without = [rule.id for rule in load_lexicon().rules if not rule.examples and not rule.counterexamples]
    assert without == []


def test_every_rule_is_asked_for_by_the_grammar() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in RULES.parent.rglob("*.py"))
    names = set(re.findall(r'"[\w.]+"', sources))
    asked = [(rule.id, rule.cue_class or rule.id) for rule in load_lexicon().rules]
    assert [rule for rule, name in asked if f'"{name}"' not in names] == []


def test_the_grammar_asks_for_no_class_without_words() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in RULES.parent.rglob("*.py"))
    asked = set(re.findall(r'\.(?:has|find|cue|is_any)\(\s*"(\w+)"', sources))
    assert asked
    assert asked - load_lexicon().by_class.keys() == set()


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("- {id: a, class: b}", "entry 'a'"),
        ("- {id: a, class: b, words: [c], colour: red}", "colour"),
        ("- {id: a, class: b, words: [c], firmness: iron}", "iron"),
        ("- {id: a, class: b, words: [c]}\n- {id: a, class: b, words: [d]}", "twice"),
        ("- just words", "just words"),
    ],
)
def test_malformed_rules_are_named(entry: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        parse_rules({"bad.yaml": entry})
