"""A sentence whose verb governs several clauses ("decides that A shall, and that B shall", "decides to V, and
that A shall", "calls on A to V, and on B to V") -> where the later ones begin. Read one by one, each behind
the verb, they parse.
"""

import re

from app.extraction.lexicon import load_lexicon
from app.extraction.parse import is_base_verb

_DECIDING = re.compile(
    r"[^,;:]{0,120}?\b(?:decide|agree|resolve|determine|announce|affirm|reaffirm|reiterate|restate"
    r"|confirm|declare|stress(?:e)?|underline|underscore|emphasi[sz]e)(?:s|d|ed)? (?=that\b)",
    re.I,
)
_MODAL = r"[^;]{0,300}?\b(?:will|shall|should|would|must|be)\b"
_SUBJECT = r"(?:the|its|their|they|we|it|all|an?|these|this|each|[a-z]+s)\b"
_AND_THAT = re.compile(rf"(?:[,;] and |; )(?=that {_SUBJECT}{_MODAL})")
_DECIDING_TO = re.compile(r"[^,;:]{0,120}?\b(?:decide|agree|resolve|determine)(?:s|d|ed)? (?=to\b)", re.I)
_CALLING = re.compile(r"[^,;:]{0,120}?\bcall(?:s|ed|ing)? (?=(?:up)?on\b)", re.I)
_URGING = re.compile(
    r"[^,;:]{0,120}?\b(?:urg|invit|encourag|request|ask)(?:es?|s|ed|ing)?"
    r" (?=(?:the|all|its|our|both|other|[A-Z])|(?!(?:us|its)\b)[a-z]+s\b)"
)
_ASKED = r"[^;]{0,300}? to [a-z]"
_ASKED_ON_NOTHING = r"(?:up)?on\b(?:(?! on\b)[^;]){0,300}? to [a-z](?:(?! on\b)[^;])*$"
_ASKED_OF_ONE = (
    r"(?:(?!\b(?:and|to|that|which|who)\b)[^,;:]){1,120} to [a-z]"
    r"(?:(?!\b(?:allow|assist|enable|encourage|help|invite|permit|support|urge|that|which|who"
    r"|among|as|between|both|by|for|from|including|of|than|to|with)\b)[^,;])*$"
)
"""`the Board to open ports`, where nobody stands behind it who could belong to what the Board is to do."""
_ON_WHOM = r"(?=(?:up)?on (?:(?!\b(?:to|that|which|who)\b)[^;:]){1,200}? to [a-z])"
_AND_WHOM = (
    r"(?=(?:the |all |its |their |our |other )*(?P<whom>[\w’'-]+(?: (?!to\b)[\w’'-]+){0,7})"
    r"(?: to the [\w’'-]+)? to (?!(?:the|an?|its|our|their|all|this|these)\b)[a-z])"
)
_DEMANDING = re.compile(
    r"[^,;:]{0,120}?\b(?:demand|insist|request|recommend|direct|instruct|order|urge)(?:s|d|ed)? (?=that\b)",
    re.I,
)
_AND_THAT_THEY = re.compile(r"(?:[,;] and |; )(?=that (?:the|its|their|they|it|all|an?|[a-z]+s)\b)")
_GOVERNING = (
    (_DEMANDING, _AND_THAT_THEY, re.compile(r"that\b")),
    (_DECIDING, _AND_THAT, re.compile(r"that\b")),
    (_DECIDING_TO, _AND_THAT, re.compile(r"to (?:(?!that\b)[^;])*$")),
    (_CALLING, re.compile(r"[,;] and " + _ON_WHOM), re.compile(_ASKED)),
    (_CALLING, re.compile(r" and " + _ON_WHOM), re.compile(_ASKED_ON_NOTHING)),
    (_URGING, re.compile(r"[,;] and " + _AND_WHOM), re.compile(_ASKED)),
    (_URGING, re.compile(r" and " + _AND_WHOM), re.compile(_ASKED_OF_ONE)),
)
"""What governs several clauses, what stands before each of the later ones, and what the first says."""


def find_governed(sentence: str) -> tuple[str, list[int]]:
    """The words that govern several clauses ("decides", of "decides that A shall, and that B shall"; "calls",
    of "calls on A to V, and on B to V"), and where the later clauses stand; none where there is but one.
    """
    for governing, joint, said in _GOVERNING:
        if (cue := governing.match(sentence)) is None:
            continue
        joints = (found for found in joint.finditer(sentence, cue.end()) if _names_somebody(found))
        starts = [found.end() for found in joints]
        if starts and said.match(sentence[cue.end() : starts[0]].removesuffix(" and ")) is not None:
            return cue.group(), starts
    return "", []


def _names_somebody(joint: re.Match[str]) -> bool:
    """Whether what is named as being asked, if anything is, can be: `the secretariat`, not `their spread`."""
    whom = joint.groupdict().get("whom")
    if whom is None:
        return True
    if joint.end() == joint.start("whom") and is_base_verb(whom.split()[0]):
        return False  # "and ask our deputies to report"
    last, by_class = whom.rpartition(" ")[2], load_lexicon().by_class
    nouns = (last.lower(), last.lower().removesuffix("s"), f"{last.lower()[:-3]}y")
    return last[0].isupper() or any(
        noun in by_class[kind] for noun in nouns for kind in ("actor_noun", "body_noun")
    )
