"""A phrase -> the phrases it joins: "Germany, Canada and others". Names with a comma or "and" stay whole."""

import re
from collections.abc import Iterator

from app.model import Span
from app.registry.facts import Registry
from app.resolution.names import find_names

JOINT = re.compile(
    r",?\s+(?:and|or|and/or|as well as|along with|together with|including|such as|notably|especially"
    r"|particularly|in particular)\s+|\s*[,;]\s*|\s+&\s+",
    re.IGNORECASE,
)


def split_coordination(content: str, span: Span, registry: Registry) -> tuple[Span, ...]:
    """The joined phrases within `span`, in order, without what joins them; all of it if it joins nothing."""
    names = [found.span for found in find_names(content, registry, span)]
    joints = [
        joint
        for joint in JOINT.finditer(content, span.start, span.end)
        if not any(name.start < joint.end() and joint.start() < name.end for name in names)
    ]
    edges = [span.start, *(edge for joint in joints for edge in joint.span()), span.end]
    return tuple(strip_all(content, zip(edges[::2], edges[1::2], strict=True)))


def strip_all(content: str, stretches: Iterator[tuple[int, int]]) -> Iterator[Span]:
    """The stretches without white space at either end; what is then empty is left out."""
    for start, end in stretches:
        words = content[start:end]
        left = start + len(words) - len(words.lstrip())
        right = end - len(words) + len(words.rstrip())
        if left < right:
            yield Span(left, right)
