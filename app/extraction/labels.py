"""A name or topic before a colon, or in a heading ("Japan: Will contribute", "Fisheries: We will") -> the
lead-in of what stands after it.
"""

import re
from collections.abc import Iterable
from itertools import takewhile

from app.extraction.leadins import LeadIn, is_open
from app.extraction.openings import (
    goes_on_with_clause,
    lacks_subject,
    opens_finite,
    opens_with_third_person,
    starts_with_verb,
)
from app.extraction.parse import is_surely_verb
from app.extraction.sentences import split_sentences
from app.model import Passage, Span
from app.vocabulary import PassageKind

_BEFORE_NAME = 24  # code points: "The Government of", "Minister"
_BARE_LABEL = re.compile(r"(?:[Tt]he )?[A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|of|the|and|du|de))*:")
_TOPIC = re.compile(
    r"[A-Z](?:(?!\b(?:we|will|shall|to|that|is|are)\b)(?:[^:;.,]|(?<=[A-Z])\.(?=[A-Z\s-]))){1,60}:"
    r"\s+(?=[A-Z][\w.’'-]*,? \w|(?:we|(?:the|its|this) (?:\w+ ){1,4})(?:should|will|shall|must)\b)"
)
_TITLE = re.compile(
    r"(?P<title>[A-Z](?:[^:;.–—\n]|(?<=[A-Z])\.(?=[A-Z\s-])){2,180}?)"
    r"(?:(?P<colon>:)|\s?[–—]|\s-)\s+(?=[A-Z“])"
)
_ITEM_TOPIC = re.compile(r"[A-Z](?:(?!\b(?:will|shall|to|that|is|are)\b)[^:;.,]){2,80}: (?=[a-z])")
_SMALL_IN_TITLES = re.compile(
    r"\W*(?:\w{1,3}|with|from|into|over|upon|through|towards?|across|among|between|within|under|against|beyond|their|your)\W*"
)
_TITLED_CLAUSE = re.compile(r"(?:The|We|To|In|As|Our|Both|This) ")
"""What a title before a dash stands above; "Norway – Sweden talks" is one name."""
_LABEL = re.compile(r"((?:the )?[A-Z][^:;.,]{0,59}[^:;.,\s]):\s+")
_FORM = re.compile(r",? \(|, ")  # what follows a name: its acronym, its form, its place
_ASIDE = re.compile(r"\s*\([^()]*\)$")  # "(SR)", "(co-hosted by the port)"
_GOES_ON_AS_TOPIC = re.compile(r" (?:of|in|for|between|among|with|on)\b")
_LONG_LABEL = re.compile(r"([A-Z](?:(?!\b(?:we|will|shall)\b)[^:;\n]){1,140}[^:;\s]):\s+(?=[A-Z])")


def find_label(content: str, span: Span) -> LeadIn | None:
    """The name that labels a passage whose first sentence lacks its subject; None when there is none."""
    label = _LABEL.match(content, span.start, span.end) or _find_long_label(content, span)
    if label is None or is_open(label.group(1)):
        return None  # "We commit to: training nurses"
    name = label.group(1)
    said = [sentence.quote(content) for sentence in split_sentences(content, Span(label.end(), span.end))]
    known = _FORM.split(name)[0]
    opening = len(name) + _BEFORE_NAME
    if not any(_lacks_name(words) or _names_again(known, words[:opening]) for words in said):
        return None
    return _label(Span(*label.span(1)), name)


def _lacks_name(sentence: str) -> bool:
    """`Will contribute`; `Building on the pact, Japan will` goes on with a clause of its own."""
    return lacks_subject(sentence) and not goes_on_with_clause(sentence)


def _names_again(name: str, opening: str) -> bool:
    """`Shared Roads will`; "Transparency of prices" is about a topic."""
    _, again, rest = opening.partition(name)
    return bool(again) and _GOES_ON_AS_TOPIC.match(rest) is None


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


def find_heading_label(content: str, heading: Passage, following: Iterable[Passage]) -> LeadIn | None:
    """The name a heading gives to the items that follow it, when one says only what is, will be or was done
    ("Japan", "Will contribute").
    """
    name = heading.span.quote(content).strip()
    if _BARE_LABEL.fullmatch(f"{name}:") is None:
        return None
    items = takewhile(lambda passage: passage.kind is PassageKind.LIST_ITEM, following)
    said = (item.span.quote(content) for item in items)
    lacks_name = any(opens_finite(words) or opens_with_third_person(words) for words in said)
    return _label(heading.span, name) if lacks_name else None


def find_bare_label(content: str, sentence: Span) -> LeadIn | None:
    """The name that is all a sentence says before its colon ("Japan:")."""
    name = sentence.quote(content).rstrip()
    if _BARE_LABEL.fullmatch(name) is None:
        return None
    return _label(Span(sentence.start, sentence.start + len(name) - 1), name.removesuffix(":"))


def find_topic_end(content: str, span: Span) -> int | None:
    """Where a topic before the passage's first sentence ends ("Fisheries: We will"), or what is set like a
    title ("Closing the Gap in Clean Shipping: Norway will"); None without one.
    """
    topic = _TOPIC.match(content, span.start, span.end)
    if topic is None:
        return _find_title_end(content, span)
    return _find_title_end(content, Span(topic.end(), span.end)) or topic.end()


def _find_title_end(content: str, span: Span) -> int | None:
    title = _TITLE.match(content, span.start, span.end)
    if title is None or not _is_in_title_case(title["title"]):
        return None
    rest = content[title.end() : span.end]
    is_told = (
        title["colon"] or title["title"].isupper() or _TITLED_CLAUSE.match(rest) or starts_with_verb(rest)
    )
    return title.end() if is_told else None


def find_item_topic_end(content: str, span: Span) -> int | None:
    """Where the topic of an item under a lead-in ends ("Clean ports: open three yards"); None without one."""
    topic = _ITEM_TOPIC.match(content, span.start, span.end)
    if topic is None or is_surely_verb(topic.group().split()[0]):
        return None
    return topic.end() if starts_with_verb(content[topic.end() : span.end]) else None


def _is_in_title_case(words: str) -> bool:
    """`Closing the Gap in Clean Shipping`: in the capitals of a title, and no name alone."""
    large = [word for word in words.split() if not _SMALL_IN_TITLES.fullmatch(word)]
    return len(large) > 1 and all(word.lstrip('(“"‘').lstrip()[:1].isupper() for word in large)


def _label(words: Span, name: str) -> LeadIn:
    bare = _ASIDE.sub("", name)
    own = Span(words.start, words.start + len(bare))
    return LeadIn(prefix=f"{bare} ", span=words, words=own, is_label=True, named=own)
