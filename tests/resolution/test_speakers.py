"""Who "we" are, and which phrases mean them."""

from datetime import date

import pytest

from app.model import Header, Issuer
from app.registry import load_registry
from app.resolution.speakers import Speaker, build_speaker, list_bound_members

REGISTRY = load_registry()


def a_speaker(*issuers: str, on: date | None = date(2023, 6, 1)) -> Speaker:
    """The speaker of a statement that these actors adopted on that day."""
    header = Header(issuers=tuple(Issuer(issuer, issuer) for issuer in issuers), adopted=on)
    return build_speaker(header, REGISTRY)


MEANT = [
    (("nato",), "we"),
    (("nato",), "Our"),
    (("nato",), "us"),
    (("nato",), "We, the Heads of State and Government of the Allies"),
    (("nato",), "Allies"),
    (("nato",), "NATO Allies"),
    (("cis",), "the Commonwealth"),
    (("opec",), "Member Countries"),
    (("nato",), "each Ally"),
    (("nato",), "all of us"),
    (("nato",), "the 31 Allies"),
    (("nato",), "the Alliance"),
    (("nato",), "the Heads of State and Government"),
    (("nato",), "members of NATO"),
    (("g7",), "G7 members"),
    (("g7",), "the leaders of the G7"),
    (("eu",), "Member States"),
    (("counter-ransomware-initiative",), "members"),
    (("counter-ransomware-initiative",), "CRI members"),
    (("counter-ransomware-initiative",), "the members of the CRI"),
    (("quad",), "Quad countries"),
    (("quad",), "Each Quad partner"),
    (("quad",), "our four countries"),
    (("quad",), "our governments"),
    (("quad",), "Australia, India, Japan, and the United States"),
    (("aus", "ind", "jpn", "usa"), "the Quad"),
    (("quad", "aus", "ind", "jpn", "usa"), "the Quad"),
    (("quad", "aus", "ind", "jpn", "usa"), "Quad partners"),
    (("quad", "aus", "ind", "jpn", "usa"), "Australia, India, Japan and the United States"),
    (("counter-ransomware-initiative", "aus", "jpn"), "members"),
    (("c5plus1",), "the United States and Central Asian states"),
    (("gcc", "usa"), "the leaders"),
    (("gcc", "usa"), "both sides"),
    (("gcc", "usa"), "the GCC and the United States"),
    (("can", "mex", "usa"), "the three countries"),
    (("can", "mex", "usa"), "the leaders of the three countries"),
    (("can", "mex", "usa"), "each country"),
    (("can", "mex", "usa"), "President Doe, President Roe, and Prime Minister Poe"),
    (("aus", "nzl"), "the Prime Ministers"),
    (("aus", "nzl"), "Prime Ministers Doe and Roe"),
    (("aus", "nzl"), "the two Governments"),
    (("aus", "nzl"), "both capitals"),
    (("g7-foreign-ministers",), "the Ministers"),
    (("g7-foreign-ministers",), "G7 Foreign Ministers"),
    (("unfccc-cop",), "The Conference of the Parties"),
    (("unfccc-cop", "unfccc-cma"), "the COP and the CMA"),
    (("un-ga",), "the General Assembly"),
    ((), "we"),
    ((), "the leaders"),
    ((), "both sides"),
]

NOT_MEANT = [
    (("ecowas",), "communities"),
    (("nato",), "these organizations"),
    (("nato",), ""),
    (("nato",), "they"),
    (("nato",), "Germany"),
    (("nato",), "Germany and Canada"),
    (("nato",), "partners"),
    (("nato",), "our partners"),
    (("aus", "nzl"), "our capitals"),
    (("nato",), "members"),
    (("nato",), "Member States"),
    (("nato",), "leaders"),
    (("nato",), "governments"),
    (("nato",), "the parties"),
    (("nato",), "both sides"),
    (("nato",), "the two countries"),
    (("nato",), "all countries"),
    (("nato",), "some Allies"),
    (("nato",), "two Allies"),
    (("nato",), "the 30 Allies"),
    (("nato",), "a NATO member"),
    (("nato",), "Foreign Ministers"),
    (("nato",), "the Ministers"),
    (("nato",), "the North Atlantic Council"),
    (("g7",), "NATO Allies"),
    (("quad",), "Australia"),
    (("quad",), "regional partners"),
    (("quad",), "the two countries"),
    (("quad",), "Australia, India and Japan"),
    (("quad", "aus", "ind", "jpn", "usa"), "Australia"),
    (("g7", "ukr"), "the G7"),
    (("gcc", "usa"), "the United States"),
    (("gcc", "usa"), "GCC Member States"),
    (("can", "mex", "usa"), "the two countries"),
    (("can", "mex", "usa"), "Prime Minister Poe"),
    (("aus", "nzl"), "our Ministers"),
    (("aus", "nzl"), "Ministers"),
    (("unfccc-cop",), "Parties"),
    (("unfccc-cop",), "the Parties"),
    (("unfccc-cop",), "the secretariat"),
    (("eu-european-council",), "Member States"),
    (("eu-european-council",), "the Commission"),
    (("un-ga",), "the Secretary-General"),
    ((), "NATO"),
    ((), "ministers"),
]


@pytest.mark.parametrize(("issuers", "phrase"), MEANT)
def test_means_the_issuers(issuers: tuple[str, ...], phrase: str) -> None:
    assert a_speaker(*issuers).is_issuer_phrase(phrase)


@pytest.mark.parametrize(("issuers", "phrase"), NOT_MEANT)
def test_does_not_mean_the_issuers(issuers: tuple[str, ...], phrase: str) -> None:
    assert not a_speaker(*issuers).is_issuer_phrase(phrase)


def test_members_are_those_of_the_day() -> None:
    before, after = (a_speaker("nato", on=day) for day in (date(2023, 4, 3), date(2023, 4, 4)))
    assert {*after.members} - {*before.members} == {"fin"}
    assert len(before.members) == 30


def test_an_organ_that_speaks_for_its_body_binds_the_members() -> None:
    assert list_bound_members("nato-foreign-ministers", REGISTRY, on=date(2022, 3, 24))[0] == "alb"
    assert list_bound_members("nato-secretary-general", REGISTRY, on=date(2022, 3, 24)) == ()
    assert len(list_bound_members("unfccc-cop", REGISTRY, on=date(2022, 11, 6))) == 198


def test_nobody_is_bound_through_a_group_on_a_day_that_is_not_known() -> None:
    assert a_speaker("nato", on=None).members == ()


def test_issuers_the_registry_does_not_know_are_left_out() -> None:
    header = Header(
        issuers=(Issuer("Society of Bridges", None), Issuer("Peru", "per")), adopted=date(2022, 1, 1)
    )
    assert build_speaker(header, REGISTRY).issuers == ("per",)


@pytest.mark.parametrize(
    ("issuers", "phrase", "found"),
    [
        (("nato",), "Foreign Ministers", ("nato-foreign-ministers",)),
        (("nato",), "our Ministers of Defence", ("nato-defence-ministers",)),
        (("nato",), "the Secretary General", ("nato-secretary-general",)),
        (("g7",), "the Presidency", ("g7-presidency",)),
        (("g7",), "the incoming Japanese Presidency", ("g7-presidency",)),
        (("g7-finance-ministers",), "our Foreign Ministers", ("g7-foreign-ministers",)),
        (("unfccc-cma",), "the secretariat", ("unfccc-secretariat",)),
        (("unfccc-cma",), "Parties", ("paris-agreement",)),
        (("unfccc-cop",), "Parties", ("unfccc",)),
        (("eu-european-council",), "the Commission", ("eu-commission",)),
        (("g7", "g20"), "Sherpas", ("g20-sherpas", "g7-sherpas")),
        (("oas",), "the General Assembly", ("oas-general-assembly",)),
        (("oas-permanent-council",), "the General Secretariat", ("oas-secretariat",)),
        (("interpol",), "the General Assembly", ("interpol-general-assembly",)),
        (("un-sc",), "the President of the Council", ("un-sc-presidency",)),
        (("un-sc",), "the members of the Council", ("un-sc",)),
        (("eu-european-council",), "the Commission President", ("eu-commission-presidency",)),
        (("pacific-islands-forum",), "the Forum Secretariat", ("pacific-islands-forum-secretariat",)),
        (("au-peace-and-security-council",), "the Council", ("au-peace-and-security-council",)),
        (("au-assembly",), "the Council", ("au-executive-council", "au-peace-and-security-council")),
        (("ecowas-authority",), "the President of the Commission", ()),
        (("caricom",), "community leaders", ()),
        (("caricom",), "members of the community", ()),
        (("g7",), "the Council", ()),
        (("nato",), "Health Ministers", ()),
        ((), "Foreign Ministers", ()),
    ],
)
def test_the_issuers_call_their_organs_by_short_names(
    issuers: tuple[str, ...], phrase: str, found: tuple[str, ...]
) -> None:
    assert a_speaker(*issuers).find_own(phrase) == found


@pytest.mark.parametrize(
    ("phrase", "is_issuers"),
    [
        ("Ministers", True),
        ("the Foreign Ministers", True),
        ("our Ministers of Energy", False),
        ("Finance Ministers", False),
        ("the Foreign Minister", False),
    ],
)
def test_the_ministers_of_the_title_are_the_issuers(phrase: str, is_issuers: bool) -> None:
    header = Header(
        title="Nordic-Baltic Eight Foreign Ministers' Meeting",
        issuers=(Issuer("Nordic-Baltic Eight", "nordic-baltic-eight"),),
        adopted=date(2023, 6, 1),
    )
    assert build_speaker(header, REGISTRY).is_issuer_phrase(phrase) is is_issuers
