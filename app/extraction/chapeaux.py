"""The words before a list ("We will:", "Decides that:", "We call on all states to take these steps:") -> the
lead-in that governs its items.
"""

import re
from dataclasses import replace

from app.extraction.labels import find_bare_label
from app.extraction.leadins import LONGEST_BORROWED, LeadIn, is_open, leads_in_means, silent_lead_in
from app.extraction.lexicon import load_lexicon
from app.extraction.openings import (
    ends_in_saying,
    lower_capitals,
    opens_as_imperative,
    supply_subject,
)
from app.extraction.parse import is_base_verb
from app.model import Span
from app.resolution.names import noun_of
from app.resolution.nouns import PARTICIPANT_NOUNS
from app.resolution.speakers import read_general
from app.vocabulary import Firmness

_CLOSED = re.compile(
    r"\b(?:following|these|those|actions?|steps|measures|areas|priorities|commitments|principles"
    r"|initiatives|ways|terms)\b",
    re.I,
)
_NAMES_FIELDS = re.compile(
    r"\b(?:identif(?:y|ies|ied)|outlined?|discuss(?:ed)?|reviewed|recogni[sz]ed?)\b.*"
    r"\b(?:priorit(?:y|ies)|areas?|themes?|topics?|pillars?|issues|fields|challenges)\b",
    re.I,
)
_TAKES_OBJECTS = re.compile(
    r"\b(?:(?:consider|discuss|examine|address|include|cover|comprise|take into account),? inter alia"
    r"|to consider(?:, (?:in|when|while) [^,:;]{3,80})?,?)\W*$",
    re.I,
)
"""Items under such words are names of fields, and what is considered, though they may be gerunds."""
_WE = re.compile(r"\bwe\b", re.I)
_ONLY_ADVERBS = re.compile(
    r"(?:(?:do|hereby|therefore|thus|accordingly|also|further|jointly|solemnly)\W*)+", re.I
)
"""What a chapeau says whose subject stands paragraphs above ("We, the Heads of State, ... Hereby:")."""
_LATER_CUE = re.compile(
    r" and (?P<cue>(?:(?:also|further|therefore|hereby|\w+ly) )*"
    r"(?:commit|pledge|undertake|resolve|agree|decide|intend|will|shall)(?: ourselves)?(?: to)?) $"
)
"""What a chapeau ends in whose clause says more before it ("We are mapping the reefs and commit to:")."""
_CONTRACTED = re.compile(
    r"\b(?:hereinafter|hereafter)\b[^;:]*\b(?P<cue>(?:(?:have|hereby) )*"
    r"(?:agreed?|decided?|resolved?|undertaken?|committed|pledged?)(?: themselves)? to)$",
    re.I,
)
"""What a chapeau ends in that names those who contract at length, and what they are called."""
_SPEAKERS = re.compile(
    r"(?:we|the (?:\w+ ){0,4}(?:heads|leaders|ministers|presidents|governments|participants)\b[^,.;:]*),"
    r"(?:(?!\b(?:is|are|will|shall|have|has|we|which|who|that|hereby)\b)[^.;:])*",
    re.I,
)
_BINDS_ALL = re.compile(r"\b(?:will|shall)\b")
_BARE_CALL = re.compile(r"(?:also |further )?(?:call (?:up)?on|appeal to) ", re.I)
_AND = re.compile(r"and (?=\w)", re.I)
_OTHERS_COMMITMENT = re.compile(r"\bendorses? .* (?:commitments?|pledges?) to$", re.I)
_WORK = r"(?:functions|duties|tasks|responsibilities|powers|mandate|role|terms of reference)"
_OPERATOR = re.compile(
    r"(?<=\w )(?:(?P<modal>will|shall|must|should)|to)(?: (?:also|further|\w+ly))* (?P<verb>[a-z-]+)\b"
)
"""What stands before the verb of a clause, wherever it is undertaken or asked."""
_HOW_END = re.compile(
    r"\b(?:by|through|via|(?:actions|activities|efforts|initiatives|measures|steps),?"
    r" (?:such as|including))$",
    re.I,
)
"""What leads in how something is done, not what it is about."""
_RESTATED = re.compile(
    r"\b(?:(?:re)?affirm|reiterat|renew|underscor|underlin|demonstrat|confirm)(?:s|e|es|ed|ing)?"
    r" (?:our|their|its)\b"
)
"""`The Leaders affirmed their vision of clean ports by:`: what is upheld, before how that is done."""
_UNDERTAKEN = re.compile(
    r"\b(?:commit(?:s|ted)?|pledge[sd]?|agree[sd]?|undertakes?|undertook|resolve[sd]?|intends?) to"
    r"(?P<gerund> \w+ing\b)?"
)
"""`The Leaders committed to protecting the coast by:`: what is undertaken, before how that is done."""
_TAKES_VERB = re.compile(r"\b(?:will|shall|must|should|to) $")
_CHARGED = re.compile(
    r"(?P<body>(?:the|its|this|each) [^,.;:]{3,80}?) (?:shall|will|would)"
    rf" (?:have|perform|exercise|discharge) the following {_WORK}(?: and {_WORK})?"
    rf"|(?:the|its) (?:\w+ )?{_WORK}(?: and {_WORK})? of (?P<whose>the [^,.;:]{{3,80}}?)"
    r" (?:(?:shall|will|would) be|are|is)(?: as follows| the following)?(?: to)?",
    re.I,
)
"""What a body is charged with, which its items say: "The Board shall have the following functions"."""
_FOLLOWING = re.compile(
    r"(?P<cue>\b(?:decide|agree|resolve)[sd]?)(?: (?:up)?on)? the following\b.*"
    r"|\s+(?:(?:up)?on )?the following(?: \w+)?$|\s+as follows$",
    re.I,
)
"""What announces the items behind the words that govern them."""


def find_lead_in(content: str, sentence: Span, *, outer: LeadIn | None) -> LeadIn | None:
    """The lead-in a sentence gives to the items after it; None when it governs nothing."""
    quote = sentence.quote(content)
    stripped = lower_capitals(quote).rstrip(" :—–-,;")
    if not stripped:
        return None
    if leads_in_means(stripped):
        return _from_means(sentence, stripped, outer)
    if outer is not None and stripped.endswith(" and"):
        return outer  # "Protect the coast and:": the items go on with what governs this one
    if _OTHERS_COMMITMENT.search(stripped):
        return LeadIn(prefix="We commit to ", span=sentence, words=None)
    if names_speakers(quote):
        named = Span(sentence.start, content.index(",", sentence.start))
        return LeadIn(prefix="We ", span=named, words=None)
    if (charged := _CHARGED.fullmatch(stripped)) is not None:
        return LeadIn(prefix=f"{charged['body'] or charged['whose']} shall ", span=sentence, words=None)
    if is_open(stripped) or (quote.rstrip(" -").endswith(":") and ends_in_saying(stripped)):
        return _verbatim(sentence, stripped, outer)
    is_chapeau = quote.rstrip().endswith((":", "—", "–", "-"))
    return _from_clause(content, sentence, stripped, outer) if is_chapeau else None


def _from_clause(content: str, sentence: Span, stripped: str, outer: LeadIn | None) -> LeadIn | None:
    """ "We are taking the following measures:", "Japan:": what a whole clause, or a name, makes of its
    items.
    """
    meant = _from_meaning(content, sentence, stripped, outer)
    if meant is not None and meant is not outer:
        borrowed = stripped[-LONGEST_BORROWED:]
        if subject := supply_subject(borrowed):
            borrowed = subject + borrowed[0].lower() + borrowed[1:]
        clause = _FOLLOWING.sub(r"\g<cue>", borrowed)
        meant = replace(meant, clause="" if _CLOSED.search(clause) else clause)
    label = find_bare_label(content, sentence) if meant is None and outer is None else None
    return meant or label or _from_participants(sentence, stripped)


def _from_means(sentence: Span, stripped: str, outer: LeadIn | None) -> LeadIn | None:
    """ "We will cut waste by:", "Requests the Board to ease access, including by:": what is undertaken or
    asked, up to its verb, whose place that of each item takes; None where nothing is.
    """
    if _HOW_END.search(stripped) is None:
        return None  # "We will share data, including on:"
    if _RESTATED.search(stripped) is not None:
        return LeadIn(prefix="We will start ", span=sentence, words=None, clause="We are ", names_means=True)
    if opens_as_imperative(stripped):
        prefix = outer.prefix if outer is not None and _TAKES_VERB.search(outer.prefix) else "We will "
        return LeadIn(prefix=f"{prefix}start ", span=sentence, words=None, names_means=True)
    undertaken = _UNDERTAKEN.search(stripped)
    clause = "We are " if undertaken is not None else ""
    if undertaken is not None and undertaken["gerund"]:
        lead = _verbatim(sentence, stripped[: undertaken.start("gerund")], outer)
        return replace(lead, clause=clause, names_means=True)
    is_ours = undertaken is not None or _WE.search(stripped) is not None
    effects = () if is_ours else load_lexicon().by_class["effect"]  # "This will help by:"
    verbs = (found for found in _OPERATOR.finditer(stripped) if is_base_verb(found["verb"]))
    operators = [found for found in verbs if found["verb"] not in effects]
    if not operators:
        return None
    operator = next((found for found in operators if found["modal"]), operators[0])
    lead = _verbatim(sentence, stripped[: operator.start("verb")].rstrip(), outer)
    return replace(lead, prefix=f"{lead.prefix}start ", clause=clause, names_means=True)


def names_speakers(sentence: str) -> bool:
    """ "We, the Heads of State, meeting in Lima,": who speaks, with nothing said yet."""
    stripped = sentence.rstrip()
    return stripped.endswith((",", ":")) and _SPEAKERS.fullmatch(stripped[:-1]) is not None


def _from_participants(sentence: Span, stripped: str) -> LeadIn | None:
    """ "At their meeting, the two sides:": the subject of what each item says was done."""
    start = stripped.rfind(", ") + len(", ") if ", " in stripped else 0
    if stripped[start:].lower() in ("they", "it"):
        return LeadIn(prefix="We ", span=sentence, words=None)
    general = read_general(stripped[start:])
    if general is None or noun_of(general.noun) not in PARTICIPANT_NOUNS:
        return None
    words = Span(sentence.start + start, sentence.start + len(stripped))
    return LeadIn(prefix=f"{stripped[start:]} ", span=sentence, words=words)


def _verbatim(sentence: Span, stripped: str, outer: LeadIn | None) -> LeadIn:
    """ "We will", "Decides to": the item completes the clause; of a long sentence the last clause of the
    issuers is enough.
    """
    start = max(0, len(stripped) - LONGEST_BORROWED)
    last = max((we.start() for we in _WE.finditer(stripped, start)), default=None)
    start = start if last is None else last
    if last is None and (joint := _AND.match(stripped, start)) is not None:
        start = joint.end()
    words = Span(sentence.start + start, sentence.start + len(stripped))
    if (contracted := _CONTRACTED.search(stripped)) is not None:
        return LeadIn(prefix=f"We {contracted['cue']} ", span=sentence, words=None)
    borrowed = stripped[start:] + (" to " if stripped.endswith(" together") else " ")
    if last is not None and (later := _LATER_CUE.search(borrowed)) is not None:
        we = Span(words.start, words.start + len("we"))
        return LeadIn(prefix=f"We {later['cue']} ", span=sentence, words=we)
    if _ONLY_ADVERBS.fullmatch(borrowed):
        return LeadIn(prefix=f"We {borrowed.lower()}", span=sentence, words=None)
    subject = supply_subject(borrowed)
    if subject:
        borrowed = borrowed[0].lower() + borrowed[1:]
    if last is None and outer is not None and subject == "":
        return LeadIn(prefix=outer.prefix + borrowed[0].lower() + borrowed[1:], span=sentence, words=None)
    if last is None and subject == "" and _BARE_CALL.fullmatch(borrowed):
        subject = "We "
    if last is None and opens_as_imperative(borrowed):
        subject, borrowed = "We will ", borrowed[0].lower() + borrowed[1:]
    return LeadIn(prefix=subject + borrowed, span=sentence, words=None if subject else words)


def _from_meaning(content: str, sentence: Span, stripped: str, outer: LeadIn | None) -> LeadIn | None:
    """ "We are taking the following measures": a clause of its own, whose cue says what an imperative item
    does.
    """
    if outer is None and (_NAMES_FIELDS.search(stripped) or _TAKES_OBJECTS.search(stripped)):
        return silent_lead_in(content, sentence)
    lowered = stripped.lower()
    spoken = stripped[0].lower() + stripped[1:]  # "United" of a name is no stance
    if outer is not None and not _CLOSED.search(stripped):
        return outer
    for cue_class in ("directive", "commissive_adjective", "commissive"):
        cues = load_lexicon().by_class[cue_class]
        cue = re.search(rf"\b({'|'.join(map(re.escape, cues))})(?!ation)", spoken)
        if cue is not None:
            is_strong = cues[cue[1]].firmness is Firmness.STRONG or _BINDS_ALL.search(spoken)
            undertaking = "We will " if is_strong else "We intend to "
            prefix = "We call on them to " if cue_class == "directive" else undertaking
            return LeadIn(prefix=prefix, span=sentence, words=None)
    if _CLOSED.search(stripped) and re.search(r"\bwe\b|\bour\b|\bwill\b", lowered):
        return LeadIn(prefix="We will ", span=sentence, words=None)
    return None
