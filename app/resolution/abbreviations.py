"""A text -> the short names it defines for itself: "the International Widget Forum (IWF)", "hereinafter the
Forum".

For abbreviations the rule is close to that of A. Schwartz and M. Hearst, "A simple algorithm for identifying
abbreviation definitions in biomedical text" (2003): the letters of the abbreviation, read backwards, are
found in the words before the parenthesis, its first at the beginning of a word.
"""

import re

DEFINITION = re.compile(r"\((?:[^()]{0,40}[“\"'‘])?(?P<short>[^\W\d_][\w&/+.\-]{1,9})[”\"'’]?\)")
ENDING = re.compile(r"[”\"’']s?$")
SHORT_NAME = re.compile(
    r"[(,]\s*(?:hereinafter|hereafter)\s+(?:(?:referred\s+to\s+as|called|known\s+as)\s+)?"
    r"[“\"'‘]?(?:the\s+)?[“\"'‘]?(?P<short>[A-Z][\w ]{1,40}?)[”\"'’]?\s*[),;.]"
)
FULL_NAME = re.compile(
    r"\b(?!The )(?P<full>(?:[A-Z][\w’'-]{1,40} ){1,5}"
    r"(?P<noun>Commission|Bank|Fund|Agency|Authority|Tribunal|Organi[sz]ation))\b"
)
MOST_WORDS = 30
"""Of what a short name stands for, as far as it is looked for."""
WORDS_BEFORE = re.compile(r"[\w'’&/.\-]+")


def find_abbreviations(content: str) -> dict[str, str]:
    """Abbreviation -> the words it stands for, as the text first defines it."""
    found: dict[str, str] = {}
    for definition in DEFINITION.finditer(content):
        short = definition["short"]
        if sum(letter.isupper() for letter in short) >= 2 and short not in found:
            before = list_words_before(content, definition.start(), count=min(len(short) + 5, 2 * len(short)))
            if long := ENDING.sub("", match_backwards(short, before)):
                found[short] = long
    return found


def find_short_names(content: str) -> tuple[tuple[str, str], ...]:
    """Short names as treaties define them ("hereinafter the Fund"), each with the words before; it stands for
    the last of these.
    """
    return tuple(
        (found["short"], list_words_before(content, found.start(), count=MOST_WORDS))
        for found in SHORT_NAME.finditer(content)
    )


def find_bare_nouns(content: str) -> dict[str, str]:
    """Noun -> the one full name in the text that ends with it: "the Commission" beside "the European
    Commission". Where two bodies are named so, it stands for neither.
    """
    full: dict[str, set[str]] = {}
    for name in FULL_NAME.finditer(content):
        full.setdefault(name["noun"], set()).add(name["full"])
    return {noun: next(iter(names)) for noun, names in full.items() if len(names) == 1}


def list_words_before(content: str, end: int, *, count: int) -> str:
    """The last `count` words before `end`, as written, within the sentence."""
    start = max(0, end - 30 * count)
    sentence = re.split(r"[.;:!?]\s|[()\n]{2,}|[()]", content[start:end])[-1]
    words = list(WORDS_BEFORE.finditer(sentence))[-count:]
    return " ".join(sentence[words[0].start() :].split()) if words else ""


def match_backwards(short: str, before: str) -> str:
    """The shortest end of `before` that holds the letters of `short` in order; "" when there is none.

    Its first word has the case of the first letter, or no word has a capital: FOR is not "for Open Rivers".
    """
    if found := read_backwards(short, before, first=short[0]):
        return found
    found = read_backwards(short, before, first=short[0].swapcase())
    return found if found.islower() else ""


def read_backwards(short: str, before: str, *, first: str) -> str:
    """The shortest end of `before` whose first word begins with `first` and that holds the further letters of
    `short` in order.
    """
    position = len(before)
    for letter in reversed(short[1:]):
        if letter.isalnum():
            position = before.casefold().rfind(letter.casefold(), 0, position)
            if position < 0:
                return ""
    starts = [word.start() for word in re.finditer(rf"(?<![^\W_]){re.escape(first)}", before[:position])]
    return before[starts[-1] :] if starts else ""
