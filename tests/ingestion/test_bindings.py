"""Whom an act binds: whoever it names, and the members of that group on that day."""

from datetime import date

from app.ingestion.bindings import find_bound_actors
from app.vocabulary import ActorKind, ActorRole
from tests.builders import a_membership, a_party, a_registry, an_actor

DAY = date(2022, 3, 24)


def bind(*parties, on=DAY, registry=None):
    return find_bound_actors(parties, on=on, registry=registry or a_registry())


def test_a_group_binds_its_members_of_that_day():
    assert bind(a_party("nato")) == {"est": False, "nato": True}
    assert bind(a_party("nato"), on=date(2023, 4, 4)) == {"est": False, "fin": False, "nato": True}


def test_a_council_binds_its_organisation_and_the_members():
    assert bind(a_party("nato-foreign-ministers")) == {
        "est": False,
        "nato": False,
        "nato-foreign-ministers": True,
    }


def test_a_secretariat_binds_itself_alone():
    secretariat = an_actor("nato-secretariat", kind=ActorKind.ORGAN, parent="nato")
    registry = a_registry()
    registry.actors["nato-secretariat"] = secretariat
    assert bind(a_party("nato-secretariat"), registry=registry) == {"nato-secretariat": True}


def test_a_group_within_a_group_speaks_there_for_itself():
    actors = {slug: an_actor(slug, kind=ActorKind.GROUP) for slug in ("forum", "union", "member")}
    registry = a_registry(
        actors=actors,
        memberships=(a_membership("union", "forum"), a_membership("member", "union")),
        forums={},
        meetings={},
    )
    assert bind(a_party("forum"), registry=registry) == {"forum": True, "union": False}


def test_without_a_day_groups_stay_closed():
    assert bind(a_party("nato"), on=None) == {"nato": True}


def test_a_member_named_beside_its_group_is_bound_directly():
    assert bind(a_party("nato"), a_party("est")) == {"est": True, "nato": True}


def test_callers_are_bound_and_whoever_is_asked_or_helped_is_not():
    assert bind(
        a_party("est", role=ActorRole.CALLER),
        a_party("fin", role=ActorRole.ADDRESSEE),
        a_party("nato", role=ActorRole.BENEFICIARY),
        a_party(None),
    ) == {"est": True}
