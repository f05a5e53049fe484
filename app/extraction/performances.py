"""A sentence by which its subject does several things ("Recalls X, welcomes Y, and demands that Z") -> where
each of them begins. Over such a distance the parser hangs verbs on whatever noun stands nearest; read one by
one, with the subject before each, they parse.

Only verbs in the third person or the past count: a base form may as well go on with an infinitive.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.extraction.lexicon import load_lexicon
from app.extraction.openings import find_speech_verb, opens_with_third_person
from app.extraction.parse import is_base_verb

_VERB = r"(?:(?:also|further|furthermore|therefore|\w+ly) )*(?P<verb>[a-z]+(?:s|ed|took))"
_SUBJECT = re.compile(
    r"(?:[A-Z][^,;:]{2,100}, )?(?P<subject>[A-Z][\w’'-]*(?: (?!(?:that|which|who|to)\b)[\w’'-]+){0,6})"
)
_SAID = re.compile(" " + _VERB + r"\b")
_LONGEST_SUBJECT = 200
_ADJUNCT = (
    r"(?P<adjunct>(?:in|on|upon|to|with|for)\b[^,;]{3,80}, |in this (?:regard|respect|context|connection) )?"
)
_LATER = re.compile(
    r"(?P<joint>, and,? |, | and )" + _ADJUNCT + _VERB +
    r"(?= (?:that|the|its|their|all|any|those|to|on|upon|for|a|an|with|in this|note of|[A-Z])"
    r"|(?<=urged|urges|vited|vites|raged|rages|ested|uests) \w+(?: \w+){0,7} to \w)"
)  # fmt: skip
_DECIDING = re.compile(
    r"[^,;:]{0,120}?\b(?:decide|agree|resolve|determine|announce|affirm|reaffirm|reiterate|restate"
    r"|confirm|declare|stress(?:e)?|underline|underscore|emphasi[sz]e)(?:s|d|ed)? (?=that\b)",
    re.I,
)
_MODAL = r"[^;]{0,300}?\b(?:will|shall|should|would|must|be)\b"
_AND_THAT = re.compile(rf"(?:[,;] and |; )(?=that (?:the|its|their|they|we|it|all|an?|[a-z]+s)\b{_MODAL})")
_CALLING = re.compile(r"[^,;:]{0,120}?\bcall(?:s|ed|ing)? (?=(?:up)?on\b)", re.I)
_URGING = re.compile(
    r"[^,;:]{0,120}?\b(?:urg|invit|encourag|request|ask)(?:es?|s|ed|ing)? (?=(?:the|all|its|our|[A-Z]))"
)
_ASKED = r"[^;]{0,300}? to [a-z]"
_ASKED_ON_NOTHING = r"(?:up)?on\b(?:(?! on\b)[^;]){0,300}? to [a-z](?:(?! on\b)[^;])*$"
_ON_WHOM = r"(?=(?:up)?on (?:(?!\b(?:to|that|which|who)\b)[^;:]){1,200}? to [a-z])"
_AND_WHOM = r"(?=(?:the |all |its |their |our |other )*(?P<whom>[\w’'-]+(?: (?!to\b)[\w’'-]+){0,7}) to [a-z])"
_DEMANDING = re.compile(r"[^,;:]{0,120}?\b(?:demand|insist|request|recommend)(?:s|ed)? (?=that\b)", re.I)
_AND_THAT_THEY = re.compile(r"(?:[,;] and |; )(?=that (?:the|its|their|they|it|all|an?|[a-z]+s)\b)")
_GOVERNING = (
    (_DEMANDING, _AND_THAT_THEY, re.compile(r"that\b")),
    (_DECIDING, _AND_THAT, re.compile(_MODAL)),
    (_CALLING, re.compile(r"[,;] and " + _ON_WHOM), re.compile(_ASKED)),
    (_CALLING, re.compile(r" and " + _ON_WHOM), re.compile(_ASKED_ON_NOTHING)),
    (_URGING, re.compile(r"[,;] and " + _AND_WHOM), re.compile(_ASKED)),
)
"""What governs several clauses, what stands before each of the later ones, and what the first says."""
_ONE_VERB = re.compile(r"(?:(?:also|further|\w+ly) )*\w*", re.I)
"""`Urges and requests X to V`: a verb that shares its object with the next."""
_OWN_CLAUSE = re.compile(
    r"\b(?:that|which|who|whose|where)\b"
    r"(?:[^,;]*? (?:(?P<modal>shall|will|should|must|may|would)|(?P<plural>are|were|have))\b)?"
)


@dataclass(frozen=True, slots=True)
class Performance:
    """One of the things done: where its words begin, and where its verb, behind an adjunct of its own."""

    start: int
    verb: int


def find_performances(sentence: str) -> tuple[str, list[Performance]]:
    """The subject of the sentence, and its second and later verbs; none where it has but one."""
    if opens_with_third_person(sentence):
        return "It", list(_find_later(sentence, 0, "s"))
    for said in _SAID.finditer(sentence, 0, _LONGEST_SUBJECT):
        subject, verb = _SUBJECT.fullmatch(sentence, 0, said.start()), _make_regular(said["verb"])
        if subject is not None and find_speech_verb(verb) is not None:
            return subject["subject"], list(_find_later(sentence, said.end(), verb[-1]))
    return "", []


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


def _find_later(sentence: str, start: int, ending: str) -> Iterator[Performance]:
    """Verbs of the same form; without a comma before it a verb may go on with a clause inside another, unless
    that has a modal ("decides that X shall Y and invites") or a plural ("states that are poor and invites").
    """
    for later in _LATER.finditer(sentence, start):
        inner = _OWN_CLAUSE.search(sentence, start, later.start())
        is_other = inner is None or inner["modal"] or (inner["plural"] and ending == "s")
        is_outer = "," in later["joint"] or bool(is_other)
        if later["joint"] == " and " and _ONE_VERB.fullmatch(sentence, start, later.start()):
            continue
        verb = _make_regular(later["verb"])
        if is_outer and verb[-1] == ending and find_speech_verb(verb) is not None:
            start = later.end("joint")
            yield Performance(start, start + len(later["adjunct"] or ""))


def _make_regular(verb: str) -> str:
    """ "undertook" as a regular verb would have it, since a past is told by its ending."""
    return verb.replace("took", "taked")
