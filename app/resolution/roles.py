"""An act's verb and the words before a deadline -> what happens at it: the act is due, followed up, or starts
(`rules/roles.yaml`).
"""

import re

from app.resolution.patterns import load_lists
from app.vocabulary import DeadlineKind, DeadlineRole

REACH = 300
"""How many characters before an expression may say that it is a follow-up."""


def role_for(verb: str, *, bound: str, kind: DeadlineKind, before: str, after: str = "") -> DeadlineRole:
    """`verb` is the act's content verb, in any form, or empty; `bound` as in frames.yaml.

    `before` and `after` are the folded words around the deadline.
    """
    if bound in {"from", "after"}:
        return DeadlineRole.START
    if kind in {DeadlineKind.VAGUE, DeadlineKind.RECURRING}:
        return DeadlineRole.DUE
    roles = load_lists("roles")
    near = before[-REACH:]
    is_followed_up = (
        _is_one_of(verb, roles["verbs"])
        or any(re.search(rf"(?:{pattern})$", near) for pattern in roles["nearby"])
        or _hands_over(verb, f"{near} | {after}")
    )
    return DeadlineRole.FOLLOW_UP if is_followed_up else DeadlineRole.DUE


def _is_one_of(verb: str, verbs: list[str]) -> bool:
    """Whether the verb is one of them, inflected or not."""
    form = verb.lower()
    return any(
        re.fullmatch(rf"{re.escape(stem.removesuffix('e'))}(?:e|es|s|ed|d|ing|ted|ting)?", form)
        for stem in verbs
    )


def _hands_over(verb: str, words: str) -> bool:
    """Whether the verb hands over a report or the like: "submit plans", "take further decisions"."""
    roles = load_lists("roles")
    if not _is_one_of(verb, roles["handing"]):
        return False
    objects = "|".join(roles["objects"])
    return bool(re.search(rf"\b{re.escape(verb.lower())} (?:[\w'-]+ ){{0,3}}?(?:{objects})\b", words))
