"""What sentences are about."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model import Span
from app.registry import load_registry
from app.registry.facts import Theme
from app.resolution.themes import find_themes, find_themes_of_acts
from tests.builders import a_statement

REGISTRY = load_registry()


def themes_of(sentence: str) -> dict[str, list[str]]:
    """Theme -> the words that say so."""
    matches = find_themes(sentence, Span(0, len(sentence)), REGISTRY)
    return {match.theme: [word.text for word in match.words] for match in matches}


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "We will strengthen air defence on the eastern flank.",
            {"defence-and-deterrence": ["defence", "eastern flank"]},
        ),
        ("Leaders agreed to cut methane emissions.", {"climate-mitigation": ["methane", "emissions"]}),
        ("We will vaccinate children.", {"health": ["vaccinate"], "children-and-youth": ["children"]}),
        (
            "They will tighten sanctions and counter disinformation.",
            {"sanctions": ["sanctions"], "disinformation-and-media": ["disinformation"]},
        ),
        ("We will restructure the debts of the poorest.", {"debt": ["debts"], "development": ["poorest"]}),
        ("We will lower tariffs on steel.", {"trade": ["tariffs", "steel"]}),
        ("They will share data on undersea cables.", {"maritime-and-fisheries": ["undersea cables"]}),
        ("We will train teachers and open schools.", {"education": ["teachers", "schools"]}),
        ("We will work on AI and quantum standards.", {"artificial-intelligence": ["AI", "quantum"]}),
        ("Ministers will review open-RAN trials.", {"digital-and-telecommunications": ["open-RAN"]}),
        ("They will fund small-modular\nreactors.", {"energy": ["small-modular\nreactors"]}),
        ("We will meet again.", {}),
    ],
)  # fmt: skip
def test_finds_the_themes_and_their_words(sentence: str, found: dict[str, list[str]]) -> None:
    assert themes_of(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "theme"),
    [
        ("We will protect our business environment.", "environment"),
        ("We will stem the tide.", "science-and-research"),
        ("We maintain our position.", "artificial-intelligence"),
        ("We will treat drug-resistant fevers.", "crime-and-drugs"),
        ("They will restart the engines.", "arms-control"),
        ("We celebrate their heritage.", "health"),
    ],
)
def test_words_that_only_look_like_a_theme_do_not_count(sentence: str, theme: str) -> None:
    assert theme not in themes_of(sentence)


def test_the_longest_phrase_of_a_theme_counts_once() -> None:
    assert themes_of("a just energy transition")["climate-finance"] == ["just energy transition"]
    assert themes_of("the South China Sea")["maritime-and-fisheries"] == ["South China Sea"]


def test_only_the_words_of_the_span_count() -> None:
    content = "Ports and schools. We will plant forests."
    matches = find_themes(content, Span(19, len(content)), REGISTRY)
    assert [(match.theme, match.words[0].span) for match in matches] == [("environment", Span(33, 40))]


@pytest.mark.parametrize(
    ("content", "words", "themes"),
    [
        ("We will plant forests. Funds for them will be raised.", "Funds", ["environment"]),
        ("We will train teachers.\n\nWe will report on it.", "We will report", []),
        ("We will plant forests. We will raise funds for schools.", "We will raise", ["education"]),
        ("Teachers, nurses and soldiers count on us. We will not fail them.", "We will not", []),
    ],
)
def test_an_act_whose_words_name_no_theme_is_about_what_its_passage_is_about(
    content: str, words: str, themes: list[str]
) -> None:
    span = Span(content.index(words), len(content))
    (found,) = find_themes_of_acts(a_statement(content), [span], REGISTRY)
    assert [match.theme for match in found] == themes
    assert all(word.span.quote(content) == word.text for match in found for word in match.words)


WORDS = [
    "climate",
    "debt",
    "health",
    "the",
    "-",
    "security",
    "food",
    "nuclear",
    "power",
    "we",
    "world",
    "bank",
    "\n",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=15))
def test_words_of_a_theme_stand_where_they_say_and_never_overlap(words: list[str]) -> None:
    content = " ".join(words)
    for match in find_themes(content, Span(0, len(content)), REGISTRY):
        spans = [word.span for word in match.words]
        assert all(word.span.quote(content) == word.text for word in match.words)
        assert spans == sorted(spans)
        assert not any(one.overlaps(other) for one in spans for other in spans if one != other)


EXAMPLES = [(theme, text) for theme in REGISTRY.themes.values() for text in theme.examples]
COUNTEREXAMPLES = [(theme, text) for theme in REGISTRY.themes.values() for text in theme.counterexamples]


@pytest.mark.parametrize(
    ("theme", "sentence"), EXAMPLES, ids=lambda value: getattr(value, "id", str(value)[:50])
)
def test_a_theme_is_given_to_its_examples(theme: Theme, sentence: str) -> None:
    assert theme.id in themes_of(sentence)


@pytest.mark.parametrize(
    ("theme", "sentence"), COUNTEREXAMPLES, ids=lambda value: getattr(value, "id", str(value)[:50])
)
def test_a_theme_is_not_given_to_its_counter_examples(theme: Theme, sentence: str) -> None:
    assert theme.id not in themes_of(sentence)


def test_an_excluded_phrase_takes_away_only_the_words_it_holds() -> None:
    assert themes_of("Crimean-Congo fever in Crimea")["ukraine"] == ["Crimea"]


def test_every_theme_has_an_example() -> None:
    assert [theme.id for theme in REGISTRY.themes.values() if not theme.examples] == []
