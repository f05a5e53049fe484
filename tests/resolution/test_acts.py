"""From acts as found in the words to actors, deadlines and themes."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model import Header, Issuer, Mention, Party, Passage, ResolvedAct, Span, Statement, Text
from app.registry import load_registry
from app.resolution.acts import resolve_acts
from app.resolution.antecedents import find_antecedent
from app.resolution.expressions import find_expressions
from app.vocabulary import ActorRole, PassageKind
from tests.builders import a_span, an_act

REGISTRY = load_registry()


def a_statement(content: str, *issuers: str, on: date = date(2022, 3, 24)) -> Statement:
    """One paragraph that these actors adopted on that day."""
    header = Header(issuers=tuple(Issuer(issuer, issuer) for issuer in issuers), adopted=on, place="Brussels")
    return Statement(header, Text(content), (Passage(0, PassageKind.PARAGRAPH, Span(0, len(content))),))


def a_mention(words: str, content: str, *, is_issuer: bool = False) -> Mention:
    """Words of the content that name somebody bound."""
    return Mention(ActorRole.PROMISOR, words, a_span(words, within=content), is_issuer)


def resolve(content: str, *mentions: Mention, issuers: tuple[str, ...] = ("nato",)) -> ResolvedAct:
    """The whole content as one act with these mentions, resolved."""
    act = an_act(
        content,
        within=content,
        passage=0,
        mentions=mentions,
        deadlines=find_expressions(content, Span(0, len(content))),
    )
    (resolved,) = resolve_acts(a_statement(content, *issuers), [act], REGISTRY)
    return resolved


def parties_of(
    words: str, *, issuers: tuple[str, ...] = ("nato",), before: str = ""
) -> list[tuple[str, object]]:
    """The words of each party and its actor, or its candidates, for a mention of `words` after other text."""
    content = f"{before}{words} will act"
    parties = resolve(content, a_mention(words, content), issuers=issuers).parties
    assert all(party.span is not None and party.span.quote(content) == party.text for party in parties)
    return [(party.text, party.actor or party.candidates) for party in parties]


def test_the_issuers_speak_for_themselves_each() -> None:
    content = "They will meet"
    mention = a_mention("They", content, is_issuer=True)
    parties = resolve(content, mention, issuers=("gcc", "usa")).parties
    assert parties == (
        Party(ActorRole.PROMISOR, "They", Span(0, 4), "gcc"),
        Party(ActorRole.PROMISOR, "They", Span(0, 4), "usa"),
    )


def test_an_issuer_inferred_has_no_words() -> None:
    inferred = Mention(ActorRole.PROMISOR, "", None, is_issuer=True)
    assert resolve("Steps will be taken", inferred).parties == (Party(ActorRole.PROMISOR, "", None, "nato"),)


def test_words_that_stand_nowhere_as_they_are_have_no_span() -> None:
    placeless = Mention(ActorRole.PROMISOR, "Kenya and the ministers of Peru", None, is_issuer=False)
    assert resolve("Steps will be taken", placeless).parties == (
        Party(ActorRole.PROMISOR, "Kenya", None, "ken"),
        Party(ActorRole.PROMISOR, "the ministers of Peru", None, "per"),
    )


def test_unknown_issuers_leave_the_words() -> None:
    content = "We will meet"
    parties = resolve(content, a_mention("We", content, is_issuer=True), issuers=()).parties
    assert parties == (Party(ActorRole.PROMISOR, "We", Span(0, 2), None),)


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("Foreign Ministers", [("Foreign Ministers", "nato-foreign-ministers")]),
        ("our Defence Ministers", [("our Defence Ministers", "nato-defence-ministers")]),
        ("Germany", [("Germany", "deu")]),
        ("Germany and Canada", [("Germany", "deu"), ("Canada", "can")]),
        ("Russia and Belarus", [("Russia", "rus"), ("Belarus", "blr")]),
        ("the Russian and Omani authorities", [("the Russian", "rus"), ("Omani authorities", "omn")]),
        ("Foreign and Defence Ministers", [
            ("Foreign", "nato-foreign-ministers"),
            ("Defence Ministers", "nato-defence-ministers"),
        ]),
        ("the leaders of Finland and Sweden", [("the leaders of Finland", "fin"), ("Sweden", "swe")]),
        ("the secretariats of the UNFCCC and the Green Climate Fund", [
            ("the secretariats of the UNFCCC", "unfccc-secretariat"),
            ("the Green Climate Fund", "green-climate-fund-secretariat"),
        ]),
        ("all states, including the People's Republic of China (PRC)", [
            ("all states", ()),
            ("the People's Republic of China (PRC)", "chn"),
        ]),
        ("our leaders and foreign ministers", [
            ("our leaders", "nato"),
            ("foreign ministers", "nato-foreign-ministers"),
        ]),
        ("Bosnia and Herzegovina", [("Bosnia and Herzegovina", "bih")]),
        ("Korea", [("Korea", ("kor", "prk"))]),
        ("refugees and their hosts", [("refugees and their hosts", ())]),
        ("countries bordering Ukraine", [("countries bordering Ukraine", ())]),
        ("Allies", [("Allies", "nato")]),
        ("the Allies and the members of NATO", [("the Allies and the members of NATO", "nato")]),
        ("Kenya, Peru and the Kenyan authorities", [("Kenya", "ken"), ("Peru", "per")]),
    ],
)  # fmt: skip
def test_words_become_parties(words: str, parties: list[tuple[str, object]]) -> None:
    assert parties_of(words) == parties


@pytest.mark.parametrize(
    ("words", "issuers", "parties"),
    [
        ("the Conference of the Parties at its next session", ("unfccc-cma",), "unfccc-cop"),
        ("the secretariat", ("unfccc-cma",), "unfccc-secretariat"),
        ("the Commission", ("eu-european-council",), "eu-commission"),
        ("the Commission", ("nato",), ()),
    ],
)
def test_who_speaks_decides_whom_a_short_name_means(
    words: str, issuers: tuple[str, ...], parties: object
) -> None:
    assert [actor for _, actor in parties_of(words, issuers=issuers)] == [parties]


def test_a_text_that_defines_an_abbreviation_decides_what_it_means() -> None:
    elsewhere = "The Grand Estuary Forum (GEF) met. "
    assert parties_of("the GEF") == [("the GEF", "global-environment-facility")]
    assert parties_of("the GEF", before=elsewhere) == [("the GEF", ())]
    defined = "The World Health Organization (WHO) met. "
    assert parties_of("the WHO", before=defined) == [("the WHO", "who")]
    assert parties_of("those who", before=defined) == [("those who", ())]
    assert parties_of("who", before=defined) == [("who", ())]
    task_force = "We set up the International Counter Ransomware Task Force (ICTF). "
    assert parties_of("the ICTF", before=task_force) == [("the ICTF", "icrtf")]


def test_a_body_with_a_short_name_lends_it_to_its_organs() -> None:
    before = "They set up the Green Climate Fund (hereinafter referred to as “the Fund”). "
    assert parties_of("the Fund") == [("the Fund", ())]
    assert parties_of("the Fund", before=before) == [("the Fund", "green-climate-fund")]
    assert parties_of("The Board", before=before) == [("The Board", "green-climate-fund-board")]
    assert parties_of("the Board of the Fund", before=before) == [
        ("the Board of the Fund", "green-climate-fund-board")
    ]
    assert parties_of("the Board of the Bank", before=before) == [("the Board of the Bank", ())]


def test_parties_are_those_of_the_treaty_that_follows() -> None:
    content = "We invite the Parties to the Paris Agreement to join"
    mention = a_mention("the Parties", content)
    (party,) = resolve(content, mention, issuers=("unfccc-cop",)).parties
    assert (party.text, party.actor) == ("the Parties", "paris-agreement")


def test_a_short_name_is_part_of_the_name_it_stands_for() -> None:
    before = "They adopted the Lake Accord under the UNFCCC (hereinafter the Accord). "
    assert parties_of("the Accord", before=before) == [("the Accord", ())]


def test_deadlines_are_resolved_and_themes_found() -> None:
    content = "We will end coal power by 2030"
    resolved = resolve(content, a_mention("We", content, is_issuer=True))
    assert [(d.text, d.latest) for d in resolved.deadlines] == [("by 2030", date(2030, 12, 31))]
    assert [(match.theme, match.words[0].text) for match in resolved.themes] == [("energy", "coal")]


def test_acts_keep_their_order_and_number() -> None:
    content = "We will plant trees. We will build schools."
    quotes = ["We will plant trees", "We will build schools"]
    acts = [an_act(quote, within=content, passage=0) for quote in quotes]
    resolved = resolve_acts(a_statement(content, "nato"), acts, REGISTRY)
    assert [one.act for one in resolved] == acts


NAMES = [
    "Kenya",
    "the Russian",
    "authorities",
    "and",
    ",",
    "Korea",
    "partners",
    "NATO Allies",
    "of",
    "Ministers",
    "including",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=9))
def test_parties_stand_within_their_mention_and_name_each_actor_once(names: list[str]) -> None:
    content = f"Then {' '.join(names)} will act"
    words = content[5:-9]
    parties = resolve(content, a_mention(words, content)).parties
    assert parties
    assert all(
        p.span is not None
        and p.span.quote(content) == p.text
        and a_span(words, within=content).contains(p.span)
        for p in parties
    )
    actors = [party.actor for party in parties if party.actor]
    assert len(actors) == len({*actors})


@pytest.mark.parametrize(
    ("before", "words", "actors"),
    [
        ("The World Bank opened an office. ", "It", ["world-bank"]),
        ("The World Bank will lend it, and ", "it", ["world-bank"]),
        ("ASEAN has a plan. In addition, ", "its Secretariat", ["asean-secretariat"]),
        ("The African Union met. ", "its members", ["au"]),
        ("The plan was good. ", "It", [()]),
        ("ASEAN met Japan. The storm was long. ", "It", [()]),
        ("ASEAN leaders met. ", "It", [()]),
    ],
)
def test_it_is_who_opens_the_sentence_before(before: str, words: str, actors: list[object]) -> None:
    assert [actor for _, actor in parties_of(words, before=before)] == actors


def test_it_is_followed_within_its_passage() -> None:
    assert find_antecedent("ASEAN met. It", 11, REGISTRY) == "asean"
    assert find_antecedent("ASEAN met.\n\nIt", 12, REGISTRY) is None


@pytest.mark.parametrize(
    ("before", "words", "actors"),
    [
        ("President Jane R. Doe, Jr. of Kenya spoke. ", "President Doe", ["ken"]),
        ("Japanese Prime Minister Doe Jane spoke. ", "Prime Minister Doe", ["jpn"]),
        (
            "President Jane Doe of Kenya met President John Roe of Peru. ",
            "Presidents Doe and Roe",
            ["ken", "per"],
        ),
        ("President Doe of Kenya met President Doe of Peru. ", "President Doe", [("ken", "per")]),
        ("", "President of Kenya Jane Doe", ["ken"]),
        ("", "the Minister of Foreign Affairs of Kenya", ["ken"]),
        ("Peru spoke. ", "President Doe", [()]),
    ],
)
def test_a_person_acts_for_the_state_that_the_text_names(
    before: str, words: str, actors: list[object]
) -> None:
    assert [actor for _, actor in parties_of(words, before=before)] == actors
