from fnmatch import fnmatchcase

import pytest

from app.evaluation.coding import ISSUER
from app.evaluation.gold_names import load_gold_names
from app.registry import load_registry


def test_names_stand_for_ids_that_exist_or_for_words() -> None:
    names = load_gold_names(load_registry())
    known = {*names.ids, ISSUER}
    by_words = {"all-states", "all-countries", "amis-participants"}
    lost = {
        name
        for name, patterns in names.table.items()
        for pattern in patterns
        if not any(fnmatchcase(slug, pattern) for slug in known)
    }
    assert lost == by_words


def test_a_name_that_is_an_id_stands_for_itself_only() -> None:
    names = load_gold_names(load_registry())
    assert names.is_among("rus", ["rus"])
    assert not names.is_among("rus", ["blr"])


def test_offices_are_those_of_any_group() -> None:
    names = load_gold_names(load_registry())
    assert names.is_among("foreign-ministers", ["nato-foreign-ministers"])
    assert not names.is_among("foreign-ministers", ["nato-defence-ministers"])


@pytest.mark.parametrize(
    ("name", "meeting"),
    [
        ("nato madrid 2022", "nato-summit-2022-madrid"),
        ("nato foreign ministers 2022", "nato-foreign-ministers-2022-04-06"),
        ("unfccc cop29 baku 2024", "unfccc-cop-29"),
        ("unfccc cma1.3 katowice 2018", "unfccc-cma-1-3"),
        ("unfccc sbi60 bonn 2024", "unfccc-sb-60"),
        ("wto mc11 buenos aires 2017", "wto-mc-11"),
        ("who wha75 geneva 2022", "wha-75"),
        ("g20 rome 2021", "g20-summit-2021-rome"),
        ("au summit addis ababa 2023", "au-summit-2023"),
    ],
)
def test_a_meeting_is_told_by_the_words_of_its_names(name: str, meeting: str) -> None:
    names = load_gold_names(load_registry())
    others = [other for other in names.meetings if names.meetings[other].fit(name) and other != meeting]

    assert names.is_among(name, [meeting])
    assert not [other for other in others if not other.startswith("nato-foreign-ministers-2022")]
