"""Blocks of a page -> the same blocks with page furniture marked, or cut out of their text. What is
furniture, `rules/furniture.yaml` says.

A block that is furniture as a whole stays in its place, marked. Furniture inside a block is taken out and
recorded; where a sentence may have gone with it, the block is parted there and what follows in lower case is
truncated: two half sentences are never glued.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

from app.reading.blocks import Block
from app.reading.cutting import Stretch, cut_out, part_at
from app.reading.joining import ends_sentence, starts_in_lower_case
from app.reading.numbers import find_marker
from app.vocabulary import PassageKind

_RULES = Path(__file__).parent / "rules" / "furniture.yaml"
_LONGEST_BLOCK_RULE = 400
_SIGHT = 200
"""Code points before and after a cut that tell whether a sentence went with it."""


@dataclass(frozen=True, slots=True)
class FurnitureRule:
    """One entry of the rule file; its fields are described there."""

    id: str
    scope: str
    pattern: re.Pattern[str]
    cut: tuple[str, ...]
    kept: tuple[str, ...]
    severs: bool = False
    follows: str | None = None


@cache
def load_rules() -> tuple[FurnitureRule, ...]:
    """The rules in the order of the file; the first that matches a block decides."""
    entries = yaml.safe_load(_RULES.read_text(encoding="utf-8"))
    return tuple(
        FurnitureRule(
            id=entry["id"],
            scope=entry["scope"],
            pattern=re.compile(entry["pattern"], re.IGNORECASE | re.VERBOSE),
            cut=tuple(entry["cut"]),
            kept=tuple(entry["not"]),
            severs=entry.get("severs", False),
            follows=entry.get("follows"),
        )
        for entry in entries
    )


def remove_furniture(blocks: Iterable[Block]) -> list[Block]:
    """The blocks in order, furniture marked or cut out."""
    cleaned: list[Block] = []
    is_severed = has_content = False
    for block in blocks:
        for part in _clean(block, cleaned[-1].furniture if cleaned else None):
            cleaned.append(_sever(part) if is_severed and not part.furniture else part)
            has_content = has_content or not part.furniture
            is_severed = has_content and _severs_the_next(part, is_severed)
    return cleaned


def find_block_rule(text: str, before: str | None = None) -> str | None:
    """The rule that makes all of `text`, its bullet aside, furniture. `before`: the rule that took what
    stands before it.
    """
    if len(text) > _LONGEST_BLOCK_RULE:
        return None
    marker = find_marker(text)
    forms = (text, text[marker.length :]) if marker and marker.is_bullet else (text,)
    for rule in load_rules():
        if (
            rule.scope == "block"
            and rule.follows in (None, before)
            and any(map(rule.pattern.fullmatch, forms))
        ):
            return rule.id
    return None


def _clean(block: Block, before: str | None) -> list[Block]:
    """The block marked, or parted where furniture severed it. `before`: the rule that took the block before
    it.
    """
    if block.furniture:
        return [block]
    if rule := find_block_rule(block.text, before):
        return [block.as_furniture(rule)]
    stretches = [
        Stretch(found.start(), found.end(), rule.id)
        for rule in load_rules()
        if rule.scope == "inline"
        for found in rule.pattern.finditer(block.text)
    ]
    if not stretches:
        return [block]
    kept = cut_out(block, stretches)
    return _part(kept) if kept.text else [block.as_furniture(stretches[0].rule)]


def _part(block: Block) -> list[Block]:
    """The block in as many parts as cuts have severed it into."""
    places = [0]
    for cut in block.cuts:
        if cut.rule not in _severing_rules() or cut.at in (places[-1], len(block.text)):
            continue
        left, right = (
            block.text[max(places[-1], cut.at - _SIGHT) : cut.at],
            block.text[cut.at : cut.at + _SIGHT],
        )
        if not ends_sentence(left.rstrip()) or starts_in_lower_case(right.lstrip()):
            places.append(cut.at)
    first, *others = part_at(block, places[1:])
    return [first, *map(_sever, others)]


def _sever(block: Block) -> Block:
    """The block cut off from what stood before; truncated when it starts in the middle of a sentence."""
    is_item = block.kind is PassageKind.LIST_ITEM or find_marker(block.text) is not None
    return replace(block, is_severed=True, is_truncated=starts_in_lower_case(block.text) and not is_item)


def _severs_the_next(block: Block, is_severed: bool) -> bool:
    """Whether what comes after `block` is cut off from what came before."""
    severing = _severing_rules()
    if block.furniture:
        return is_severed or block.furniture in severing
    return any(cut.rule in severing and cut.at == len(block.text) for cut in block.cuts)


@cache
def _severing_rules() -> frozenset[str]:
    return frozenset(rule.id for rule in load_rules() if rule.severs)
