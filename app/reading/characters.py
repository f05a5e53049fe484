"""Characters as they come -> characters as they are kept: one kind of space, no invisible ones, NFC. Knows no
layout and no words.

Quotation marks and dashes stay as printed. Two characters of the private use area carry one fact from the
formats to the furniture rules: a run between `RAISED` and `LOWERED` was set as superscript or links to a
note, so it may be a footnote mark.
"""

import re
import unicodedata

RAISED, LOWERED = "\ue000", "\ue001"

_PRIVATE = re.compile("[\ue000-\uf8ff]")
_INVISIBLE = re.compile(
    "[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]"
)
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})
_SPACES = re.compile(r"\s+")
_SOFT_HYPHEN = re.compile("\u00ad\\s*")
_SIGNS = str.maketrans("", "", RAISED + LOWERED)


def clean_characters(text: str) -> str:
    """Without characters that have no shape (zero-width, direction marks, soft hyphens), non-breaking hyphens
    as hyphens, NFC.
    """
    text = _PRIVATE.sub("", text)
    text = _SOFT_HYPHEN.sub("", text)
    text = _INVISIBLE.sub("", text).translate(_HYPHENS)
    return unicodedata.normalize("NFC", text)


def without_signs(text: str) -> str:
    """As printed: without the two signs around raised runs."""
    return text.translate(_SIGNS)


def fold_spaces(text: str) -> str:
    """Every run of white space, line breaks and non-breaking spaces too, as one space; none at the ends."""
    return _SPACES.sub(" ", text).strip()
