from fnmatch import fnmatchcase

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
