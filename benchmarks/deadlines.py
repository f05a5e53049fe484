"""How the deadline grammar fares on text that nobody would write: words of its rules, odd characters.

    python -m benchmarks.deadlines

Every string is searched for expressions, and each that is found is resolved. Whatever is raised ends the run.
Told are the seconds of this process for all strings and for the slowest, and, by length, the average per
thousand characters, which must not grow.
"""

import argparse
import random
import re
import time
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import chain

from app.model import Span
from app.registry import load_registry
from app.resolution.deadlines import resolve_deadlines
from app.resolution.expressions import find_expressions
from app.resolution.occasion import Occasion
from app.resolution.patterns import RULES

LONGEST = 10_000
"""Characters of a string."""
ODD = " \n\t.,;:()-–—'’“\u00a0\u200b\u00ad*/0123456789½²Éßİ漢🕊"
GAPS = " " * 4 * len(ODD) + ODD
"""Four of five gaps between words are a space."""
OCCASIONS = (Occasion(date(2030, 5, 14), ("nato",)), Occasion(None), Occasion(date(9999, 12, 31), ("g7",)))


@cache
def list_words() -> tuple[str, ...]:
    """Every word that stands in a rule file of the grammar, as it is and with a capital."""
    words = {word for file in RULES.glob("*.yaml") for word in re.findall(r"[A-Za-z]+|\d+", file.read_text())}
    return tuple(sorted(words | {word.capitalize() for word in words}))


def make_text(chance: random.Random, length: int) -> str:
    """So many characters of words and odd characters; now and then one word, or a few, over and over."""
    words = list_words()
    if chance.random() < 0.3:
        words = tuple(chance.choices(words, k=chance.randint(1, 4)))
    number = length // 2 + 1  # a word and a gap have two characters at least
    said, gaps = chance.choices(words, k=number), chance.choices(GAPS, k=number)
    return "".join(chain.from_iterable(zip(said, gaps, strict=True)))[:length]


def read(text: str, occasion: Occasion) -> int:
    """Find and resolve whatever the text says of time: how many deadlines."""
    found = find_expressions(text, Span(0, len(text)))
    return len(resolve_deadlines(found, occasion, load_registry(), context=text))


def measure(strings: int, seed: int) -> Iterator[tuple[int, float]]:
    """Length and seconds of each of so many strings."""
    chance = random.Random(seed)
    read("by 30 June 2031", OCCASIONS[0])  # loads the registry and the rules
    for _ in range(strings):
        text = make_text(chance, chance.randint(1, LONGEST))
        begun = time.process_time()
        read(text, chance.choice(OCCASIONS))
        yield len(text), time.process_time() - begun


def main() -> None:
    """Measure, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strings", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    measured = list(measure(options.strings, options.seed))
    spent = [seconds for _, seconds in measured]
    print(f"{len(spent)} strings in {sum(spent):.0f} s, the slowest in {max(spent):.2f} s")
    for first in range(0, LONGEST, LONGEST // 5):
        part = [one for one in measured if first < one[0] <= first + LONGEST // 5]
        if part:
            rate = 1e6 * sum(seconds for _, seconds in part) / sum(length for length, _ in part)
            print(f"{first:5}-{first + LONGEST // 5:5} characters: {rate:6.2f} ms per thousand")


if __name__ == "__main__":
    main()
