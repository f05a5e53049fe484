"""A place in a text -> whom `it` or `its` means there: who opens the sentence, or the one before, in the same
passage.

Only a subject that opens its sentence with its name counts: of whoever else is named nothing is told.
"""

import re

from app.model import Span
from app.registry.facts import Registry
from app.resolution.context import SENTENCE_END
from app.resolution.names import find_names, noun_of
from app.resolution.nouns import MEMBER_NOUNS, PARTICIPANT_NOUNS, is_government

OPENING = re.compile(
    r"[\W\d]*(?:[A-Z][a-z]+(?: [a-z]+){0,4}, )?(?:the )?(?:government of (?:the )?)?", re.IGNORECASE
)
VERB = re.compile(
    r"(?: (?:also|further|now))? (?P<verb>will|shall|should|must|may|can|held|met|took|made|gave|lent"
    r"|[a-z]{1,20}(?:ed|s))\b"
)
ADVERBIAL = re.compile(r"\W*(?:\w{1,20} ?){0,4},?\s*")
"""What may stand before `it` in its own sentence without having a subject."""


def find_antecedent(content: str, at: int, registry: Registry) -> str | None:
    """The actor that a singular pronoun at this offset means; None when nothing tells."""
    start = content.rfind("\n\n", 0, at) + 1
    starts = [start, *(start + end.end() for end in SENTENCE_END.finditer(content[start:at]))]
    bounds = list(zip(starts, [*starts[1:], at], strict=True))
    own = content[slice(*bounds[-1])]
    if len(bounds) > 1 and ADVERBIAL.fullmatch(own):
        bounds.pop()
    return _find_subject(content, Span(*bounds[-1]), registry) if bounds[-1][0] < bounds[-1][1] else None


def _find_subject(content: str, sentence: Span, registry: Registry) -> str | None:
    """Who opens the sentence, with a verb behind the name."""
    opening = OPENING.match(content, sentence.start, sentence.end)
    name = next(iter(find_names(content, registry, sentence)), None)
    if name is None or opening is None or name.span.start > opening.end() or len(name.candidates) != 1:
        return None
    verb = VERB.match(content, name.span.end)
    if verb is None or _is_noun(verb["verb"]):
        return None
    return name.candidates[0]


def _is_noun(word: str) -> bool:
    """Whether what looks like a verb makes another actor of the name: "EU members"."""
    noun = noun_of(word)
    return noun in MEMBER_NOUNS or noun in PARTICIPANT_NOUNS or is_government(noun)
