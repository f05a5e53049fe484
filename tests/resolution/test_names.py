"""Whom phrases name, and where a text names somebody."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model import Span
from app.registry import load_registry
from app.registry.facts import NameUse
from app.resolution.names import find_names, resolve_name

REGISTRY = load_registry()

ONE = {
    # names and how they may be spelt
    "the United States": "usa",
    "the United States of America": "usa",
    "U.S.": "usa",
    "US": "usa",
    "the united states": "usa",
    "the UK": "gbr",
    "Great Britain": "gbr",
    "Türkiye": "tur",
    "Turkey": "tur",
    "the Russian Federation": "rus",
    "the PRC": "chn",
    "the People's Republic of China (PRC)": "chn",
    "the DPRK": "prk",
    "the Democratic People’s Republic of Korea (DPRK)": "prk",
    "the United States of America (the “United States”)": "usa",
    "the Kingdom of Norway (hereinafter Norway)": "nor",
    "the Republic of Korea": "kor",
    "the Kyrgyz Republic": "kgz",
    "Czechia": "cze",
    "the Czech Republic": "cze",
    "Viet Nam": "vnm",
    "Vietnam": "vnm",
    "Côte d’Ivoire": "civ",
    "Cote d'Ivoire": "civ",
    "Timor-Leste": "tls",
    "Bosnia & Herzegovina": "bih",
    "Iran (Islamic Republic of)": "irn",
    "St. Kitts and Nevis": "kna",
    "the Democratic Republic of Congo": "cod",
    "the Holy See": "vat",
    "Palestine": "pse",
    "Kosovo": "xkx",
    "Hong Kong, China": "hkg",
    "the Soviet Union": "sun",
    # capitals that stand for a government
    "Moscow": "rus",
    "the Kremlin": "rus",
    "Kyiv": "ukr",
    # governments, forces, peoples
    "the Government of Ukraine": "ukr",
    "Ukraine's government": "ukr",
    "the people of Ukraine": "ukr",
    "the Ukrainian people": "ukr",
    "the government and people of Ukraine": "ukr",
    "especially the Ukrainian authorities": "ukr",
    "Russian forces": "rus",
    "Russia's armed forces": "rus",
    "Belarusian authorities": "blr",
    "Ukrainians": "ukr",
    "the Irish Taoiseach": "irl",
    "the South Koreans": "kor",
    "the Finns": "fin",
    "the Dutch": "nld",
    "the Irish": "irl",
    "the Nordics": "nordic-countries",
    "the Low Countries": "benelux",
    "the Quai d'Orsay": "fra",
    "Pretoria": "zaf",
    "the Pretoria government": "zaf",
    "the Council for Trade in Goods": "wto-council-for-trade-in-goods",
    "the UN Secretary-General's Special Envoy for Yemen": "un-special-envoy-for-yemen",
    "the Icelandic Chairship of the Arctic Council": "arctic-council-chair",
    "the two Koreas": "koreas",
    "both Koreas": "koreas",
    "the Russian leadership": "rus",
    "the de facto authorities of Myanmar": "mmr",
    "Luxembourg authorities": "lux",
    "the Prime Minister of Japan": "jpn",
    "the Brazilian Finance Minister": "bra",
    "Norway's Minister of Climate and Environment": "nor",
    "the US Secretary of the Treasury": "usa",
    "the Authority of ECOWAS Heads of State and Government": "ecowas-authority",
    "the ECOWAS Authority of Heads of State": "ecowas-authority",
    "the Environmental Protection Agency of the United States": "us-environmental-protection-agency",
    "the Treasury of the United States": "us-department-of-the-treasury",
    "Her Majesty's Government": "gbr",
    "the State Union of Serbia and Montenegro": "scg",
    "the Crown Prince of Saudi Arabia": "sau",
    "President Jane Doe of Kenya": "ken",
    "Kenyan President Jane Doe": "ken",
    "the Republic of Korea's Ministry of Foreign Affairs": "kor",
    "the Kyiv government": "ukr",
    "the Royal Thai Government": "tha",
    # states by names they no longer have, and states that are no more
    "the Federal Republic of Germany": "deu",
    "Myanmar/Burma": "mmr",
    "the Republic of Zaire": "cod",
    "Upper Volta": "bfa",
    "the Soviet Government": "sun",
    "the Czech and Slovak Federal Republic": "csk",
    "the People's Democratic Republic of Yemen": "ymd",
    # organisations and groups
    "NATO": "nato",
    "Nato": "nato",
    "the North Atlantic Alliance": "nato",
    "NATO Allies": "nato",
    "all NATO members": "nato",
    "members of NATO": "nato",
    "the Heads of State and Government of the member countries of NATO": "nato",
    "the EU": "eu",
    "the EU and its Member States": "eu",
    "EU Member States": "eu",
    "the European Commission": "eu-commission",
    "the Group of Seven": "g7",
    "the seven G7 Leaders": "g7",
    "each Quad partner": "quad",
    "the leaders of the Quad": "quad",
    "the African Union": "au",
    "ASEAN Member States": "asean",
    "the C5+1": "c5plus1",
    "WHO": "who",
    "the World Health Organisation": "who",
    "the IMF": "imf",
    "the Security Council": "un-sc",
    "members of the Security Council": "un-sc",
    "Conference of the Parties serving as the meeting of the Parties to the Paris Agreement": "unfccc-cma",
    "the Subsidiary Body for Implementation": "unfccc-sbi",
    "the Taliban": "taliban",
    "the Nordic Prime Ministers": "nordic-countries",
    "Nordic-Baltic leaders": "nordic-baltic-eight",
    "the Foreign Ministers of the Visegrad Group": "visegrad-group",
    # organs and offices
    "NATO Foreign Ministers": "nato-foreign-ministers",
    "the Foreign Ministers of NATO": "nato-foreign-ministers",
    "G7 Ministers of Finance": "g7-finance-ministers",
    "the G7 Presidency": "g7-presidency",
    "the Polish Presidency of the Council of the European Union": "eu-presidency",
    "Japan's G7 Presidency": "g7-presidency",
    "Italy's Presidency of the G20": "g20-presidency",
    "the UN Secretary-General": "un-secretary-general",
    "UN Secretary-General Jane Doe": "un-secretary-general",
    "the Director-General of the WHO": "who-director-general",
    "the secretariats of the UNFCCC": "unfccc-secretariat",
    "the incoming COP31 Presidency": "unfccc-cop-presidency",
    "the President of the eightieth session of the General Assembly": "un-ga-presidency",
    "the Security Council's 1267 Committee": "un-1267-committee",
    "the Managing Director of the IMF": "imf-managing-director",
}

SEVERAL = {
    "Korea": ("kor", "prk"),
    "Korean authorities": ("kor", "prk"),
    "Congo": ("cod", "cog"),
    "the Conference of the Parties": ("cbd-cop", "unfccc-cop"),
    "the COP Presidency": ("cbd-cop-presidency", "unfccc-cop-presidency"),
}

NONE = [
    "",
    "the",
    "us",
    "who",
    "partners",
    "all states",
    "the international community",
    "countries bordering Ukraine",
    "Ukraine's neighbours",
    "Russian energy",
    "Europeans",
    "the G7 members of the Financial Stability Board",
    "the situation in Afghanistan",
    "the South China Sea",
    "Foreign Ministers",
    "the Commission",
    "President Doe",
    "a Nordic Prime Minister",
    "a former Finance Minister of Brazil",
    "the Kyiv authorities",
    "Lake Tanganyika",
    "the UN Secretary-General's Special Envoy",
    "a US-led coalition",
    "a NATO Ally",
    "the Kosovo Force",
    "Ukraine and Poland",
    "the Ministers of NATO and Japan",
]


@pytest.mark.parametrize(("phrase", "actor"), ONE.items())
def test_names_one_actor(phrase: str, actor: str) -> None:
    assert resolve_name(phrase, REGISTRY).candidates == (actor,)
    assert resolve_name(phrase, REGISTRY).actor == actor


@pytest.mark.parametrize(("phrase", "candidates"), SEVERAL.items())
def test_a_shared_name_stays_open(phrase: str, candidates: tuple[str, ...]) -> None:
    assert resolve_name(phrase, REGISTRY).candidates == candidates
    assert resolve_name(phrase, REGISTRY).actor is None


@pytest.mark.parametrize("phrase", NONE)
def test_names_nobody(phrase: str) -> None:
    assert resolve_name(phrase, REGISTRY).candidates == ()


def test_every_name_of_the_registry_leads_back_to_its_actor() -> None:
    lost = [
        (actor.id, name.text)
        for actor in REGISTRY.actors.values()
        for name in actor.names
        if name.use is not NameUse.ADJECTIVE
        if actor.id not in resolve_name(f"the {name.text}", REGISTRY).candidates
    ]
    assert lost == []


def test_every_name_of_the_registry_is_found_whole_in_a_text() -> None:
    lost = [
        (actor.id, name.text)
        for actor in REGISTRY.actors.values()
        for name in actor.names
        if name.use is NameUse.NAME
        if [
            (found.text, actor.id in found.candidates)
            for found in find_names(f"We thank {name.text}, too.", REGISTRY)
        ]
        != [(name.text, True)]
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("Kenya and the Republic of Korea signed.", [("Kenya", "ken"), ("Republic of Korea", "kor")]),
        ("Guinea-Bissau or Papua New Guinea", [("Guinea-Bissau", "gnb"), ("Papua New Guinea", "png")]),
        ("They left Nigeria for Niger.", [("Nigeria", "nga"), ("Niger", "ner")]),
        ("Dominican Republic, not Dominica", [("Dominican Republic", "dom"), ("Dominica", "dma")]),
        ("It is up to us, and to the US.", [("US", "usa")]),
        ("Those who met at WHO", [("WHO", "who")]),
        ("A turkey from Turkey; a chad in Chad", [("Turkey", "tur"), ("Chad", "tcd")]),
        ("the U.S.-Japan alliance", [("U.S.", "usa"), ("Japan", "jpn")]),
        ("Russian forces and Russian gas", [("Russian forces", "rus")]),
        ("the Ukrainian armed forces fought", [("Ukrainian armed forces", "ukr")]),
        ("in the South China Sea and in China", [("China", "chn")]),
        ("Panamanian and Omani ships", []),
        ("as decided in Kyiv", []),
        ("Iran. Iraq.", [("Iran", "irn"), ("Iraq", "irq")]),
        ("THE EUROPEAN UNION AND UKRAINE", [("EUROPEAN UNION", "eu"), ("UKRAINE", "ukr")]),
        ("Ukraine's and Moldova’s paths", [("Ukraine", "ukr"), ("Moldova", "mda")]),
        ("ties with New\nZealand", [("New\nZealand", "nzl")]),
    ],
)  # fmt: skip
def test_finds_names_in_a_text(content: str, found: list[tuple[str, str]]) -> None:
    assert [(name.text, *name.candidates) for name in find_names(content, REGISTRY)] == found


def test_finds_names_in_one_stretch_only() -> None:
    content = "Kenya thanked Nepal and Peru."
    names = find_names(content, REGISTRY, Span(6, 19))
    assert [(name.text, name.span) for name in names] == [("Nepal", Span(14, 19))]


WORDS = [
    "Korea",
    "the United States",
    "Republic",
    "of",
    "North",
    "Macedonia",
    "forces",
    "Russian",
    ",",
    "(",
    "EU's",
    "and",
    "–",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12), st.sampled_from([" ", "  ", "\n", "-"]))
def test_names_found_stand_where_they_say_and_never_overlap(words: list[str], space: str) -> None:
    content = space.join(words)
    names = find_names(content, REGISTRY)
    assert all(name.span.quote(content) == name.text for name in names)
    assert all(earlier.span.end <= later.span.start for earlier, later in pairwise(names))
    assert all(name.candidates == tuple(sorted({*name.candidates})) != () for name in names)
