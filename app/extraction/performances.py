"""A sentence by which its subject does several things ("Recalls X, welcomes Y, and demands that Z") -> where
each of them begins. Over such a distance the parser hangs verbs on whatever noun stands nearest; read one by
one, with the subject before each, they parse.

Only verbs in the third person or the past count, a base form may as well go on with an infinitive; but for
what undertakes something behind a view of theirs ("We recognise the role they play and commit to").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.extraction.lexicon import load_lexicon
from app.extraction.openings import (
    find_speech_after_adjunct,
    find_speech_verb,
    opens_with_third_person,
)

_VERB = r"(?:(?:also|further|furthermore|therefore|[a-z]+ly) )*(?P<verb>[a-z]+(?:s|ed|took))"
_SUBJECT = re.compile(
    r"(?:[A-Z][^,;:]{2,100}, )?(?P<subject>[A-Z][\w’'-]*(?: (?!(?:that|which|who|to)\b)[\w’'-]+){0,6})"
)
_SAID = re.compile(" " + _VERB + r"\b")
_LONGEST_SUBJECT = 200
_MISREAD = re.compile(
    r"(?:(?:In|On|To|With|For|As)\b[^,;:]{2,80}, )?(?P<subject>[Tt]he (?:[A-Z][\w’'-]+ ){1,4})"
    r"(?P<verb>(?:underline|underscore|highlight|stresse)s that\b)"
)
_ADJUNCT = (
    r"(?P<adjunct>(?:in|on|upon|to|with|for)\b[^,;]{3,80}, "
    r"|in (?:this (?:regard|respect|context|connection)|particular|addition|turn) )?"
)
_LATER = re.compile(
    r"(?P<joint>[,;] and,? |[,;] | and )" + _ADJUNCT + _VERB +
    r"(?= (?:that|the|its|their|all|any|those|to|on|upon|for|forward to|a|an|with|in this|note of|[A-Z])"
    r"|(?<=urged|urges|vited|vites|raged|rages|ested|uests|asked|tasks|ected|rects|ucted|ructs|dated|dates)"
    r" \w+(?: \w+){0,7} (?:to \w|with \w+ing\b))"
)  # fmt: skip
_WE_HOLD = re.compile(
    r"(?:[A-Z][^,;:]{2,100}, )?(?P<subject>[Ww]e) (?:(?:also|further|[a-z]+ly) )?(?P<verb>[a-z]+) "
)
_VIEWS = ("stance", "emphasis", "restating")
_UNDERTAKING = re.compile(
    r",? and (?P<said>(?:(?:also|further|therefore|hereby|[a-z]+ly) )?"
    r"(?:(?:remain|are|stand) (?:committed|determined|resolved|ready)"
    r"|(?:commit|pledge|undertake)(?: ourselves)?) to\b)"
)
_OFFERED = re.compile(
    r"\b(?:for|(?:agree|attempt|call|commit|decision|effort|endeavou?r|initiative|intent|measure|offer|plan|pledge"
    r"|promise|readiness|step|willingness|work)\w*)\b[^,;]* to [a-z]"
)
"""What others are to do, which may go on behind `and`."""
_ONE_VERB = re.compile(r"(?:(?:also|further|\w+ly) )*\w*", re.I)
"""`Urges and requests X to V`: a verb that shares its object with the next."""
_BARE_DIRECTIVE = re.compile(
    r"(?:(?:also|further|\w+ly) )*(?P<verb>\w+)(?: (?:up)?on)?(?: (?!(?:to|that|for)\b)[\w’'-]+){1,8}", re.I
)
"""`Urges X, and invites Y, to V`: two who are asked to do the same."""
_WANTING = re.compile(r"\b(?:recommend|request|demand|direct|instruct)(?:s|ed) that\b")
"""What is wanted stands in the subjunctive, with which no verb of that form goes on."""
_OWN_CLAUSE = re.compile(
    r"\b(?:that|which|who|whose|where)\b"
    r"(?:[^,;]*? (?:(?P<modal>shall|will|should|must|may|would)|(?P<plural>are|were|have|was|had))\b)?"
)


@dataclass(frozen=True, slots=True)
class Performance:
    """One of the things done: where its words begin, and where its verb, behind an adjunct of its own."""

    start: int
    verb: int


def find_performances(sentence: str) -> tuple[str, list[Performance]]:
    """The subject of the sentence, and its second and later verbs; none where it has but one."""
    opening = 0 if opens_with_third_person(sentence) else find_speech_after_adjunct(sentence)
    if opening is not None:
        return "It", list(_find_later(sentence, opening, "s"))
    held = _WE_HOLD.match(sentence)
    by_class = load_lexicon().by_class
    if held is not None and any(held["verb"] in by_class[view] for view in _VIEWS):
        return "We", list(_find_undertakings(sentence, held.end()))
    for said in _SAID.finditer(sentence, 0, _LONGEST_SUBJECT):
        subject, verb = _SUBJECT.fullmatch(sentence, 0, said.start()), _make_regular(said["verb"])
        if subject is not None and find_speech_verb(verb) is not None:
            return subject["subject"], list(_find_later(sentence, said.start("verb"), verb[-1]))
    return "", []


def find_misread_verb(sentence: str) -> tuple[str, int] | None:
    """The subject of "The European Council underlines that X", and where its verb stands, which the parser
    takes for a noun behind a name; None in other sentences.
    """
    misread = _MISREAD.match(sentence)
    return (misread["subject"], misread.start("verb")) if misread is not None else None


def _find_later(sentence: str, start: int, ending: str) -> Iterator[Performance]:
    """Verbs of the same form; without a comma before it a verb may go on with a clause inside another, unless
    that has a modal ("decides that X shall Y and invites") or a plural ("states that are poor and invites").
    """
    for later in _LATER.finditer(sentence, start):
        inner = _OWN_CLAUSE.search(sentence, start, later.start())
        is_other = inner is None or inner["modal"] or (inner["plural"] and ending == "s")
        is_wanted = _WANTING.search(sentence, start, later.start()) is not None
        is_outer = later["joint"][0] in ",;" or bool(is_other) or is_wanted
        if "and" in later["joint"] and _goes_on_asking(sentence[start : later.start()], later["verb"]):
            continue
        verb = _make_regular(later["verb"])
        if is_outer and verb[-1] == ending and find_speech_verb(verb) is not None:
            start = later.end("joint")
            yield Performance(start, start + len(later["adjunct"] or ""))


def _find_undertakings(sentence: str, start: int) -> Iterator[Performance]:
    """`We recognise the role that women play and commit to support it`: what nobody but who speaks can."""
    for later in _UNDERTAKING.finditer(sentence, start):
        if _OFFERED.search(sentence, start, later.start()) is None:
            yield Performance(later.start("said"), later.start("said"))


def _goes_on_asking(said: str, verb: str) -> bool:
    """Whether what was said before `and` is completed only behind the next verb."""
    if _ONE_VERB.fullmatch(said):
        return True
    asked = _BARE_DIRECTIVE.fullmatch(said)
    return asked is not None and all(map(_directs, (asked["verb"], verb)))


def _directs(verb: str) -> bool:
    """`urges`, `invited`, `calls` (upon)."""
    base = find_speech_verb(verb.lower()) or ""
    by_class = load_lexicon().by_class
    return base in by_class["directive"] or f"{base} on" in by_class["directive"]


def _make_regular(verb: str) -> str:
    """ "undertook" as a regular verb would have it, since a past is told by its ending."""
    return verb.replace("took", "taked")
