"""A lead-in -> what each item under it lacks to be a clause ("We will " before "Train nurses")."""

import re
from dataclasses import dataclass

from app.extraction.lexicon import load_lexicon
from app.extraction.openings import (
    OPENING_ADJUNCT,
    directs_somebody,
    first_word,
    goes_on_with_clause,
    lacks_subject,
    opens_as_imperative,
    opens_by_undertaking,
    opens_with_stance,
    opens_with_third_person,
    starts_with_verb,
    supply_subject,
)
from app.extraction.parse import is_base_verb, is_surely_verb
from app.model import Span

_OPEN_END = re.compile(
    r"\b(?:will|shall|must|should|to|for|on|that|also|therefore|and|we|hereby|not|jointly|further"
    r"|work(?: \w+ly)? together|(?:invite|urge|encourage|request|ask|instruct)s?|(?:to|will|shall) continue"
    r"|we (?:are|have)(?: also| already| now| jointly)?)\W*$",
    re.I,
)
_ADJUNCT_END = re.compile(
    r"(?<=(?:will|hall|must|ould)), (?:in|with|within|as|subject|where|by|through|on)\b"
    r"[^,:;]{3,160}?(?=\W*$)",
    re.I,
)
"""What stands between a modal and the items: "should, in consultation with the unions"."""
_LAST_WORDS = re.compile(
    r"(?:\b(?P<modal>will|shall|must)|\bto|\band|\b(?:needed|necessary|appropriate|possible),?)"
    r" (?:\w+ly )?(?P<verb>[a-z-]+)\W*$",
    re.I,
)
_MEANS_END = re.compile(
    r"\b(?:by|including(?: (?:on|in|for|with))?|through|via|such as"
    r"|(?:information|data|details|advice|guidance|views|input|recommendations|reports?) on)\W*$",
    re.I,
)
_OWN_CLAUSE = re.compile(
    r"(?:\w+ly,? |in [^,]{3,60}, )?(?:we|they|it|this|these|he|she|there|all (?:states|countries|parties)"
    r"|the \w+(?: \w+){0,3} (?:will|shall|should|must|has|have|is|are))\b"
    r"|\w+ing\b[^.;:]{3,200}?, we\b"
    r"|\w+ing (?:\w+ ){1,3}(?:may|shall|will|should|must)\b"
    r"|\w+ (?:\w+s (?:of [^,.;:]{3,40} )?)?"
    r"(?:is|are|was|were|has|have|will|shall|must|should|can|may|cannot)\b"
    r"|(?:in|at|on|for|as|with|through|given|under)\b[^.;:]{3,90}?"
    r"\bwe (?:\w+ly )?(?:will|shall|are|have|must|commit|call|urge|intend)\b",
    re.I,
)
_POSSIBLE = re.compile(
    r"\b(?:can|could|may|might) (?:\w+ ){0,2}(?:address|comprise|consider|cover|explore|include)\W*$"
)
_BARE_SUBJECT = re.compile(r"\b(?:we|therefore|hereby)\s*$", re.I)
_REPORTS = re.compile(r"\b(?:have|has)\b", re.I)
_COMMITS_TO_NOUN = re.compile(
    r"\b(?:commit(?:s|ted|ting|ment|ments)?|pledges?)(?: \w+sel(?:f|ves))? to $", re.I
)
_SHALL = re.compile(r"(?!(?:we|it)\b)[^,.;:]{3,160}? shall\b", re.I)
_RESOLVES = re.compile(r"\b(?:resolves?|decides?|agrees?)$", re.I)
TO_OPENING = re.compile(r"to (?!(?:the|an?|our|all|this|these|those|their)\b)(?=[a-z])", re.I)
CONTENT_OPENING = re.compile(r"that (?!(?:is|was|means)\b)", re.I)
"""What opens the content of a decision: "The parties agree as follows: That all ports be opened"."""
_RESTATEMENT = re.compile(r"\W*(?P<verb>[\w-]+) (?:our|its|their) ")
_LONGEST_END = 60  # code points that hold a chapeau's last words
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
    """Words that govern the items and make no act of them ("This covers:")."""
    is_possible: bool = False
    """They name what could be done, and nobody undertakes to ("Work could include:")."""
    names_means: bool = False
    """The items say how, or which ("by:", "measures such as:"): only gerunds go on with it."""
    is_label: bool = False
    """A name before a colon ("Japan: Will contribute"): who does what the sentences without subject say."""
    named: Span | None = None
    """Where that name stands, also for the members of a series under it ("Japan: Will train; equip")."""


def find_imperative(content: str, span: Span) -> LeadIn | None:
    """What a bare imperative lacks ("Strengthen the early warning"); None where the words are none."""
    return imperative_lead_in(span) if opens_as_imperative(span.quote(content)) else None


def imperative_lead_in(span: Span) -> LeadIn:
    """What an imperative lacks."""
    return LeadIn(prefix="We will ", span=span, words=None, rule="opening.imperative")


def opens_with_infinitive(item: str) -> bool:
    """`To end overfishing`, unless that is what a clause of its own is for."""
    return TO_OPENING.match(item) is not None and not goes_on_with_clause(item)


def silent_lead_in(content: str, sentence: Span) -> LeadIn:
    """What keeps gerunds under a colon that leads in nothing of its own from being read as acts; under what
    could be done, base verbs too.
    """
    is_possible = _POSSIBLE.search(sentence.quote(content)) is not None
    prefix = "It could " if is_possible else "including "
    return LeadIn(prefix=prefix, span=sentence, words=None, is_silent=True, is_possible=is_possible)


def leads_in_means(clause: str) -> bool:
    """ "We will do so by:", "measures such as:": the items say how, or which."""
    return _MEANS_END.search(clause) is not None


def is_open(clause: str) -> bool:
    """Whether a lead-in breaks off before its content verb ("We will:", "Decides to:"): then it is no act of
    its own.
    """
    clause = _ADJUNCT_END.sub("", clause)
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


def compose_prefix(lead: LeadIn, item: str) -> str | None:
    """What to put before the item; None when the item is a clause of its own."""
    if lead.is_possible and starts_with_verb(item):
        return lead.prefix + ("be " if first_word(item).endswith("ing") else "")
    if lead.is_silent or lead.names_means:
        is_said = bool(lead.clause) and opens_by_undertaking(item)
        is_gerund = first_word(item).endswith("ing")
        return (lead.clause if is_said else lead.prefix) if is_gerund else None
    if lead.clause and CONTENT_OPENING.match(item):
        return f"{lead.clause} "
    is_noun_too = first_word(item) in load_lexicon().by_class["directive_noun"]  # "task", taken for a noun
    if (lead.clause or is_noun_too) and directs_somebody(item):
        return "We "
    return _compose_label(lead, item) if lead.is_label else _compose_clause(lead, item)


def _compose_clause(lead: LeadIn, item: str) -> str | None:
    if opens_with_infinitive(item):
        return "We " if _is_performed(lead, item) else _compose_infinitive(lead)
    if lead.prefix.rstrip().lower().endswith(" that"):
        return None if starts_with_verb(item) or opens_with_third_person(item) else lead.prefix
    if _BARE_SUBJECT.search(lead.prefix):
        return _compose_predicate(lead, item)
    if _is_whole(item):
        return f"{lead.clause} that " if _RESOLVES.search(lead.clause) and _SHALL.match(item) else None
    if lead.clause and _REPORTS.search(lead.clause) and first_word(item).endswith("ed"):
        return "We have "
    if starts_with_verb(item):
        return _compose_verb(lead, item)
    if lead.prefix.endswith("to "):
        return lead.prefix if _COMMITS_TO_NOUN.search(lead.prefix) else None
    return None if lead.prefix.endswith("will ") else lead.prefix


def _is_whole(item: str) -> bool:
    """Whether an item needs nothing of its lead-in."""
    if TO_OPENING.match(item) or first_word(item).endswith("ing"):
        return goes_on_with_clause(item)
    return _OWN_CLAUSE.match(item) is not None or opens_with_third_person(item) or opens_with_stance(item)


def _compose_predicate(lead: LeadIn, item: str) -> str | None:
    """What an item lacks under those who speak ("We, the leaders,"); before recitals it is nothing."""
    if first_word(item) in load_lexicon().by_class["finite_opening"]:
        return lead.prefix
    if _is_whole(item) or first_word(item).endswith("ing"):
        return None
    if starts_with_verb(item):
        return _compose_verb(lead, item)
    return lead.prefix if lacks_subject(item) else None


def _compose_verb(lead: LeadIn, item: str) -> str:
    """What an item lacks that opens with a verb; a verb of its own takes the place of the lead-in's last.
    What is said anew ("Reaffirm our commitment to") is done by saying it.
    """
    if lead.prefix == "We will " and _restates(item):
        return "We "
    if is_base_verb(first_word(item)) and ends_in_verb(lead.prefix):
        return lead.prefix.rstrip().rpartition(" ")[0] + " "
    is_bare = _BARE_SUBJECT.search(lead.prefix) is not None and not supply_subject(item)
    return lead.prefix + ("will " if is_bare else "")


def _restates(item: str) -> bool:
    if (words := _RESTATEMENT.match(item)) is None:
        return False
    return words["verb"].lower() in load_lexicon().by_class["restating"]


def _is_performed(lead: LeadIn, item: str) -> bool:
    """ "RESOLVES: To urge the parties": what the item says is done by being said, as if it opened with it;
    "to establish a fund" is to be done.
    """
    said = TO_OPENING.sub("", item)
    is_to_be_done = first_word(said) in load_lexicon().by_class["performative"]
    return _RESOLVES.search(lead.clause) is not None and supply_subject(said) == "We " and not is_to_be_done


def _compose_infinitive(lead: LeadIn) -> str | None:
    """What an item that goes on with `to` lacks."""
    if lead.clause:
        resolving = _RESOLVES.search(lead.clause)
        return f"We {resolving.group()} to " if resolving and "," in lead.clause else f"{lead.clause} to "
    return lead.prefix if lead.prefix.endswith(("to ", "shall ", "will ")) else None


def _compose_label(lead: LeadIn, item: str) -> str:
    if not lacks_subject(item):
        return f"{lead.prefix}will " if opens_as_imperative(item) else ""
    return lead.prefix + ("is " if first_word(OPENING_ADJUNCT.sub("", item)).endswith("ing") else "")
