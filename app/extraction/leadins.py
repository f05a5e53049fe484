"""The words before a list ("We will:", "Decides that:", "We call on all states to take these steps:") -> what
each item needs to be a clause.
"""

import re
from dataclasses import dataclass, replace

from app.extraction.lexicon import load_lexicon
from app.extraction.openings import (
    directs_somebody,
    first_word,
    lacks_subject,
    lower_capitals,
    opens_as_imperative,
    opens_finite,
    opens_with_stance,
    opens_with_third_person,
    starts_with_verb,
    supply_subject,
)
from app.extraction.parse import is_base_verb, is_surely_verb
from app.extraction.sentences import split_sentences
from app.model import Span
from app.resolution.names import noun_of
from app.resolution.nouns import PARTICIPANT_NOUNS
from app.resolution.speakers import read_general

_OPEN_END = re.compile(
    r"\b(will|shall|must|should|to|for|on|that|also|therefore|and|we|hereby|not|jointly|further)\W*$", re.I
)
_LAST_WORDS = re.compile(
    r"(?:\b(?P<modal>will|shall|must)|\bto|\band|\b(?:needed|necessary|appropriate|possible),?)"
    r" (?:\w+ly )?(?P<verb>[a-z-]+)\W*$",
    re.I,
)
_MEANS_END = re.compile(r"\b(?:by|including|through|via|such as)\W*$", re.I)
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
    r"\b(?:consider|discuss|examine|address|include|cover|comprise|take into account),? inter alia\W*$", re.I
)
"""Items under such words are names of fields, and what is considered, though they may be gerunds."""
_WE = re.compile(r"\bwe\b", re.I)
_OWN_CLAUSE = re.compile(
    r"(?:\w+ly,? |in [^,]{3,60}, )?(?:we|they|it|this|these|he|she|there|all (?:states|countries|parties)"
    r"|the \w+(?: \w+){0,3} (?:will|shall|should|must|has|have|is|are))\b"
    r"|\w+ing\b[^.;:]{3,200}?, we\b"
    r"|\w+ (?:\w+s (?:of [^,.;:]{3,40} )?)?"
    r"(?:is|are|was|were|has|have|will|shall|must|should|can|may|cannot)\b"
    r"|(?:in|at|on|for|as|with|through|given|under)\b[^.;:]{3,90}?"
    r"\bwe (?:\w+ly )?(?:will|shall|are|have|must|commit|call|urge|intend)\b",
    re.I,
)
_ONLY_ADVERBS = re.compile(
    r"(?:(?:do|hereby|therefore|thus|accordingly|also|further|jointly|solemnly)\W*)+", re.I
)
"""What a chapeau says whose subject stands paragraphs above ("We, the Heads of State, ... Hereby:")."""
_BARE_SUBJECT = re.compile(r"\b(?:we|therefore|hereby)\s*$", re.I)
_BEFORE_CONTENT = re.compile(r"\b(?:to|will|shall|must)\s+", re.I)
_REPORTS = re.compile(r"\b(?:have|has)\b", re.I)
_COMMITS_TO_NOUN = re.compile(
    r"\b(?:commit(?:s|ted|ting|ment|ments)?|pledges?)(?: \w+sel(?:f|ves))? to $", re.I
)
_OTHERS_COMMITMENT = re.compile(r"\bendorses? .* (?:commitments?|pledges?) to$", re.I)
_FOLLOWING = re.compile(r"\s+(?:(?:up)?on )?the following(?: \w+)?$|\s+as follows$", re.I)
_RESOLVES = re.compile(r"\b(?:resolves?|decides?|agrees?)$", re.I)
TO_OPENING = re.compile(r"to (?!(?:the|an?|our|all|this|these|those|their)\b)(?=[a-z])", re.I)
JOINT = re.compile(r"^(?:and |or |as well as )?(?:to )?", re.I)
_CUE_CLASSES = (
    "commissive",
    "commissive_adjective",
    "commitment_noun",
    "support_noun",
    "restating",
    "directive",
    "tasking",
)
_LONGEST_END = 60  # code points that hold a chapeau's last words
_BEFORE_NAME = 24  # code points: "The Government of", "Minister"
_BARE_LABEL = re.compile(r"(?:[Tt]he )?[A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|of|the|and|du|de))*:")
_TOPIC = re.compile(
    r"[A-Z](?:(?!\b(?:we|will|shall|to|that|is|are)\b)[^:;.,]){1,60}:\s+(?=[A-Z][a-z’']*,? \w)"
)
_LABEL = re.compile(r"((?:the )?[A-Z][^:;.,]{0,59}[^:;.,\s]):\s+")
_FORM = re.compile(r",? \(|, ")  # what follows a name: its acronym, its form, its place
_ASIDE = re.compile(r"\s*\([^()]*\)$")  # "(SR)", "(co-hosted by the port)"
_LONG_LABEL = re.compile(r"([A-Z](?:(?!\b(?:we|will|shall)\b)[^:;\n]){1,140}[^:;\s]):\s+(?=[A-Z])")
LONGEST_BORROWED = 400
"""Code points of a lead-in that are repeated before each item; the last words are the ones that govern."""


@dataclass(frozen=True, slots=True)
class LeadIn:
    """The clause that governs a list. `prefix` is put before an item; `span` is the lead-in sentence in the
    text.

    `words` is where the prefix stands in the text when it was taken from it verbatim, None when it was made
    up from the lead-in's meaning.
    """

    prefix: str
    span: Span
    words: Span | None
    clause: str = ""
    """The lead-in as a clause with its subject, for items that go on with `to` ("Requests the Board: To")."""
    rule: str = "leadin"
    is_silent: bool = False
    """Words that govern the items and make no act of them ("including by:", "This covers:")."""
    is_label: bool = False
    """A name before a colon ("Japan: Will contribute"): who does what the sentences without subject say."""


def find_label(content: str, span: Span) -> LeadIn | None:
    """The name that labels a passage whose first sentence lacks its subject; None when there is none."""
    label = _LABEL.match(content, span.start, span.end) or _find_long_label(content, span)
    if label is None:
        return None
    name = label.group(1)
    said = [sentence.quote(content) for sentence in split_sentences(content, Span(label.end(), span.end))]
    known = _FORM.split(name)[0]
    if not any(lacks_subject(words) or known in words[: len(name) + _BEFORE_NAME] for words in said):
        return None
    return _label(Span(*label.span(1)), name)


def _find_long_label(content: str, span: Span) -> re.Match[str] | None:
    """A name with its place, form or acronym ("Shared Roads, Inc. (SR): Commits to"), before words that can
    only be what it does, or before itself.
    """
    label = _LONG_LABEL.match(content, span.start, span.end)
    if label is None:
        return None
    rest = content[label.end() : span.end]
    is_repeated = rest.startswith(_FORM.split(label.group(1))[0])
    return label if is_repeated or opens_finite(rest) or opens_with_third_person(rest) else None


def find_heading_label(content: str, heading: Span, item: Span) -> LeadIn | None:
    """The name a heading gives to the items under it, when the first says only what will be or was done."""
    name = heading.quote(content).strip()
    if _BARE_LABEL.fullmatch(f"{name}:") is None or not opens_finite(item.quote(content)):
        return None
    return _label(heading, name)


def find_topic_end(content: str, span: Span) -> int | None:
    """Where a topic before the passage's first sentence ends ("Fisheries: We will"); None without one."""
    topic = _TOPIC.match(content, span.start, span.end)
    return topic.end() if topic is not None else None


def _label(words: Span, name: str) -> LeadIn:
    bare = _ASIDE.sub("", name)
    own = Span(words.start, words.start + len(bare))
    return LeadIn(prefix=f"{bare} ", span=words, words=own, is_label=True)


def find_imperative(content: str, span: Span) -> LeadIn | None:
    """What a bare imperative lacks ("Strengthen the early warning"); None where the words are none."""
    if not opens_as_imperative(span.quote(content)):
        return None
    return LeadIn(prefix="We will ", span=span, words=None, rule="opening.imperative")


def silent_lead_in(sentence: Span) -> LeadIn:
    """What keeps gerunds under a colon that leads in nothing of its own from being read as acts."""
    return LeadIn(prefix="including ", span=sentence, words=None, is_silent=True)


def find_lead_in(content: str, sentence: Span, *, outer: LeadIn | None) -> LeadIn | None:
    """The lead-in a sentence gives to the items after it; None when it governs nothing."""
    quote = sentence.quote(content)
    stripped = lower_capitals(quote).rstrip(" :—–-,;")
    if not stripped:
        return None
    if leads_in_means(stripped):
        return None  # "We will do so by:": the items are means, and stay with the act above them
    if outer is not None and stripped.endswith(" and"):
        return outer  # "Protect the coast and:": the items go on with what governs this one
    if _OTHERS_COMMITMENT.search(stripped):
        return LeadIn(prefix="We commit to ", span=sentence, words=None)
    if is_open(stripped):
        return _verbatim(sentence, stripped, outer)
    if not quote.rstrip().endswith((":", "—", "–", "-")):
        return None
    meant = _from_meaning(sentence, stripped, outer)
    if meant is not None and meant is not outer:
        borrowed = stripped[-LONGEST_BORROWED:]
        meant = replace(meant, clause=supply_subject(borrowed) + _FOLLOWING.sub("", borrowed))
    if meant is None and outer is None and _BARE_LABEL.fullmatch(quote.rstrip()):
        return _label(Span(sentence.start, sentence.start + len(stripped)), stripped)
    return meant or _from_participants(sentence, stripped)


def leads_in_means(clause: str) -> bool:
    """ "We will do so by:", "measures such as:": the items say how, or which."""
    return _MEANS_END.search(clause) is not None


def _from_participants(sentence: Span, stripped: str) -> LeadIn | None:
    """ "At their meeting, the two sides:": the subject of what each item says was done."""
    start = stripped.rfind(", ") + len(", ") if ", " in stripped else 0
    general = read_general(stripped[start:])
    if general is None or noun_of(general.noun) not in PARTICIPANT_NOUNS:
        return None
    words = Span(sentence.start + start, sentence.start + len(stripped))
    return LeadIn(prefix=f"{stripped[start:]} ", span=sentence, words=words)


def is_open(clause: str) -> bool:
    """Whether a lead-in breaks off before its content verb ("We will:", "Decides to:"): then it is no act of
    its own.
    """
    return _OPEN_END.search(clause) is not None or ends_in_verb(clause)


def ends_in_verb(clause: str) -> bool:
    """ "We will support:", "We will train nurses and, where needed, build:": a verb whose objects are the
    items.
    """
    last = _LAST_WORDS.search(clause[-_LONGEST_END:])
    if last is None or _takes_no_items(last["verb"].lower()):
        return False
    return is_base_verb(last["verb"]) if last["modal"] else is_surely_verb(last["verb"])


def _takes_no_items(verb: str) -> bool:
    """ "It shall aim:", "They will include:": the items are what it aims to do, or things it has."""
    classes = ("look_through", "commissive", "status")
    return any(verb in load_lexicon().by_class[cue_class] for cue_class in classes)


def _verbatim(sentence: Span, stripped: str, outer: LeadIn | None) -> LeadIn:
    """ "We will", "Decides to": the item completes the clause; of a long sentence the last clause of the
    issuers is enough.
    """
    start = max(0, len(stripped) - LONGEST_BORROWED)
    last = max((we.start() for we in _WE.finditer(stripped, start)), default=None)
    start = start if last is None else last
    words = Span(sentence.start + start, sentence.start + len(stripped))
    borrowed = stripped[start:] + " "
    if _ONLY_ADVERBS.fullmatch(borrowed):
        return LeadIn(prefix=f"We {borrowed.lower()}", span=sentence, words=None)
    subject = supply_subject(borrowed)
    if subject:
        borrowed = borrowed[0].lower() + borrowed[1:]
    if last is None and outer is not None and subject == "":
        return LeadIn(prefix=outer.prefix + borrowed[0].lower() + borrowed[1:], span=sentence, words=None)
    if last is None and opens_as_imperative(borrowed):
        subject, borrowed = "We will ", borrowed[0].lower() + borrowed[1:]
    return LeadIn(prefix=subject + borrowed, span=sentence, words=None if subject else words)


def _from_meaning(sentence: Span, stripped: str, outer: LeadIn | None) -> LeadIn | None:
    """ "We are taking the following measures": a clause of its own, whose cue says what an imperative item
    does.
    """
    if outer is None and (_NAMES_FIELDS.search(stripped) or _TAKES_OBJECTS.search(stripped)):
        return silent_lead_in(sentence)
    lowered = stripped.lower()
    spoken = stripped[0].lower() + stripped[1:]  # "United" of a name is no stance
    if outer is not None and not _CLOSED.search(stripped):
        return outer
    for cue_class, prefix in (
        ("directive", "We call on them to "),
        ("commissive_adjective", "We intend to "),
        ("commissive", "We will "),
    ):
        words = "|".join(map(re.escape, load_lexicon().by_class[cue_class]))
        if re.search(rf"\b(?:{words})(?!ation)", spoken):
            return LeadIn(prefix=prefix, span=sentence, words=None)
    if _CLOSED.search(stripped) and re.search(r"\bwe\b|\bour\b|\bwill\b", lowered):
        return LeadIn(prefix="We will ", span=sentence, words=None)
    return None


def compose_prefix(lead: LeadIn, item: str) -> str | None:
    """What to put before the item; None when the item is a clause of its own."""
    if lead.is_silent:
        return lead.prefix if first_word(item).endswith("ing") else None
    if lead.clause and directs_somebody(item):
        return "We "
    return _compose_label(lead, item) if lead.is_label else _compose_clause(lead, item)


def _compose_clause(lead: LeadIn, item: str) -> str | None:
    if TO_OPENING.match(item):
        return "We " if _is_performed(lead, item) else _compose_infinitive(lead)
    if lead.prefix.rstrip().lower().endswith(" that"):
        return None if starts_with_verb(item) or opens_with_third_person(item) else lead.prefix
    if _BARE_SUBJECT.search(lead.prefix) and first_word(item) in load_lexicon().by_class["finite_opening"]:
        return lead.prefix
    if _OWN_CLAUSE.match(item) or opens_with_third_person(item) or opens_with_stance(item):
        return None
    if lead.clause and _REPORTS.search(lead.clause) and first_word(item).endswith("ed"):
        return "We have "
    if starts_with_verb(item):
        return _compose_verb(lead, item)
    if lead.prefix.endswith("to "):
        return lead.prefix if _COMMITS_TO_NOUN.search(lead.prefix) else None
    return None if lead.prefix.endswith("will ") else lead.prefix


def _compose_verb(lead: LeadIn, item: str) -> str:
    """What an item that opens with a verb lacks; a verb of its own takes the place of the lead-in's last."""
    if is_base_verb(first_word(item)) and ends_in_verb(lead.prefix):
        return lead.prefix.rstrip().rpartition(" ")[0] + " "
    is_bare = _BARE_SUBJECT.search(lead.prefix) is not None and not supply_subject(item)
    return lead.prefix + ("will " if is_bare else "")


def _is_performed(lead: LeadIn, item: str) -> bool:
    """ "RESOLVES: To urge the parties": what the item says is done by being said, as if it opened with it."""
    return _RESOLVES.search(lead.clause) is not None and supply_subject(TO_OPENING.sub("", item)) == "We "


def _compose_infinitive(lead: LeadIn) -> str | None:
    """What an item that goes on with `to` lacks."""
    if lead.clause:
        return f"{lead.clause} to "
    return lead.prefix if lead.prefix.endswith("to ") else None


def _compose_label(lead: LeadIn, item: str) -> str:
    if not lacks_subject(item):
        return ""
    return lead.prefix + ("is " if first_word(item).endswith("ing") else "")


def is_series(sentence: str) -> bool:
    """Whether semicolons part the sentence into members that each open with a verb."""
    members = _split_series(sentence)
    return bool(members) and all(map(starts_with_verb, members))


def is_finite_series(sentence: str) -> bool:
    """Whether they open with a finite verb ("Will fund the wells; intends to train the crews")."""
    members = _split_series(sentence)
    return bool(members) and all(lacks_subject(m) and not first_word(m).endswith("ing") for m in members)


def _split_series(sentence: str) -> list[str]:
    """The second and later members, without what joins them; none where there is no first one."""
    first, *later = sentence.split("; ")
    return [JOINT.sub("", member) for member in later] if first else []


def find_series(content: str, sentence: Span) -> tuple[Span, LeadIn] | None:
    """The first member of a series parted by semicolons, and what governs the rest ("We commit to X; to Y").

    None when the sentence is no such series.
    """
    quote = sentence.quote(content)
    first = quote.split("; ")[0]
    if not is_series(quote):
        return None
    options = (
        m
        for m in _BEFORE_CONTENT.finditer(first)
        if starts_with_verb(first[m.end() : m.end() + LONGEST_BORROWED])
    )
    cue = next((m for m in options if _is_cued(first[max(0, m.end() - LONGEST_BORROWED) : m.end()])), None)
    if cue is None or not _go_on_alike(first[cue.end() :], quote.split("; ")[1:]):
        return None
    start = max(0, cue.end() - LONGEST_BORROWED)
    words = Span(sentence.start + start, sentence.start + cue.end())
    subject = "" if start else supply_subject(first)
    lead = LeadIn(prefix=subject + first[start : cue.end()], span=words, words=None if subject else words)
    return Span(sentence.start, sentence.start + len(first)), lead


def _go_on_alike(content: str, members: list[str]) -> bool:
    """Whether the members have the form of the first content; gerunds after an infinitive are its means."""
    forms = (first_word(JOINT.sub("", words)) for words in (content, *members))
    return len({form.endswith("ing") and not is_base_verb(form) for form in forms}) == 1


def _is_cued(words: str) -> bool:
    """Whether a modal or a word of commitment or direction stands right before the content."""
    last = words.split()[-6:]
    if last[-1].lower() in ("will", "shall", "must"):
        return True
    by_class = load_lexicon().by_class
    words_and_stems = {form for word in last for form in _stems(word.lower())}
    return any(words_and_stems & by_class[cue_class].keys() for cue_class in _CUE_CLASSES)


def _stems(word: str) -> tuple[str, ...]:
    """The word, and what it may be a form of: "commits", "decided", "reaffirmed"."""
    return (word, word.removesuffix("s"), word.removesuffix("d"), word.removesuffix("ed"))
