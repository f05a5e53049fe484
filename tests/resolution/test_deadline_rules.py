"""Every rule of the deadline grammar reads its examples, and none of its counter-examples."""

import re

import pytest

from app.model import Span
from app.resolution.expressions import find_expressions
from app.resolution.patterns import Rule, load_lists, load_rules, open_window
from app.resolution.times import read_time

TIMES = load_rules("times")
FRAMES = load_rules("frames")
WORDS = load_rules("words")
TRAPS = load_rules("traps")


def pairs(rules, key):
    return [
        pytest.param(rule, text, id=f"{rule.id}: {text}") for rule in rules for text in getattr(rule, key)
    ]


def unbracket(sentence: str) -> tuple[str, Span]:
    """A sentence without its brackets, and where the bracketed words stand."""
    start, end = sentence.index("["), sentence.index("]") - 1
    return sentence.replace("[", "").replace("]", ""), Span(start, end)


def find_spans(sentence: str, rule_id: str | None = None) -> list[Span]:
    found = find_expressions(sentence, Span(0, len(sentence)))
    return [mention.span for mention in found if rule_id in {None, mention.rule}]


@pytest.mark.parametrize(("rule", "phrase"), pairs(TIMES, "examples"))
def test_a_time_reads_its_examples_whole(rule: Rule, phrase: str) -> None:
    time = read_time(open_window(phrase).folded, 0, {rule.id for rule in TIMES})
    assert time is not None
    assert (time.rule, time.length) == (rule.id, len(phrase))


@pytest.mark.parametrize(("rule", "phrase"), pairs(TIMES, "counterexamples"))
def test_a_time_does_not_read_its_counterexamples_whole(rule: Rule, phrase: str) -> None:
    time = read_time(open_window(phrase).folded, 0, {rule.id})
    assert time is None or time.length < len(phrase)


@pytest.mark.parametrize(("frame", "opening"), pairs(FRAMES, "examples"))
def test_a_preposition_reads_its_examples(frame: Rule, opening: str) -> None:
    match = frame.match(opening, 0)
    assert match is not None
    assert match.group() == opening


@pytest.mark.parametrize(("frame", "opening"), pairs(FRAMES, "counterexamples"))
def test_a_preposition_does_not_read_its_counterexamples(frame: Rule, opening: str) -> None:
    assert frame.match(opening, 0) is None


@pytest.mark.parametrize(("rule", "sentence"), pairs(WORDS, "examples"))
def test_a_word_is_found_in_its_examples(rule: Rule, sentence: str) -> None:
    plain, span = unbracket(sentence)
    assert find_spans(plain, rule.id) == [span]


@pytest.mark.parametrize(("rule", "sentence"), pairs(WORDS, "counterexamples"))
def test_a_word_is_not_found_in_its_counterexamples(rule: Rule, sentence: str) -> None:
    assert find_spans(sentence, rule.id) == []


@pytest.mark.parametrize(("rule", "sentence"), pairs(TRAPS, "examples"))
def test_a_trap_takes_an_expression_away(rule: Rule, sentence: str) -> None:
    plain, span = unbracket(sentence)
    assert span not in find_spans(plain), rule.id


@pytest.mark.parametrize(("rule", "sentence"), pairs(TRAPS, "counterexamples"))
def test_a_trap_leaves_other_expressions(rule: Rule, sentence: str) -> None:
    plain, span = unbracket(sentence)
    assert span in find_spans(plain), rule.id


@pytest.mark.parametrize(("rule", "sentence"), pairs(TRAPS, "examples"))
def test_without_its_trap_the_expression_would_be_found(rule: Rule, sentence: str) -> None:
    words = sentence[sentence.index("[") + 1 : sentence.index("]")]
    assert find_spans(f"We will act {words} together.") or rule.fields["side"] == "after", words


@pytest.mark.parametrize("example", load_lists("roles")["examples"], ids=lambda example: example["sentence"])
def test_a_role_is_told_by_verb_and_words(example: dict[str, str]) -> None:
    plain, span = unbracket(example["sentence"])
    mentions = find_expressions(plain, Span(0, len(plain)), verb=example["verb"])
    assert [mention.role for mention in mentions if mention.span == span] == [example["role"]]


def test_rule_ids_are_unique() -> None:
    for rules in (TIMES, FRAMES, WORDS, TRAPS):
        ids = [rule.id for rule in rules]
        assert len(ids) == len(set(ids))
        assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", rule_id) for rule_id in ids)
