from datetime import date

import pytest

from app.model import Issuer
from tests.reading.documents import BODY, read

SENTENCE = "We will protect the rivers that we share, by all the means that we have."


def issuers(*lines: str) -> list[str | None]:
    """The actors that issue a statement of these paragraphs."""
    return [issuer.actor for issuer in read("\n\n".join([*lines, SENTENCE])).header.issuers]


@pytest.mark.parametrize(
    ("opening", "actors"),
    [
        (
            "We, the Leaders of the Group of Seven (G7), met with the President of Ukraine to talk of peace.",
            ["g7"],
        ),
        (
            "We, the Heads of State and Government of the 32 NATO Allies, have met to speak of Russia's war.",
            ["nato"],
        ),
        (
            "Today, we – the presidents of Chile, the Republic of Peru and Brazil – met.",
            ["chl", "per", "bra"],
        ),
        (
            "WE, the Member States of ASEAN and the United States of America, gathered in Bali;",
            ["asean", "usa"],
        ),
        ("The African Union and Japan reaffirm their shared commitment to clean rivers.", ["au", "jpn"]),
        (
            "The second session of the Conference of Commonwealth Prime Ministers was held today.",
            ["commonwealth"],
        ),
        (
            "At the invitation of the Prime Minister of Samoa, the Hon. J. Doe, the Prime Minister of Fiji, "
            "the Hon. R. Roe, visited Apia for talks.",
            ["fji", "wsm"],
        ),
        (
            "At the invitation of King John, King of Bahrain, the leaders of the Gulf Cooperation Council "
            "(GCC) member states and Japan met today.",
            ["gcc", "jpn"],
        ),
        (
            "The President of the United States hosted the Prime Minister of India for a visit.",
            ["usa", "ind"],
        ),
        (
            "The Foreign Ministers of the Neighbouring Countries of Afghanistan, including China "
            "and Pakistan, met.",
            ["chn", "pak"],
        ),
        ("Today, President Doe, President Roe and Prime Minister Poe met for the NATO Summit.", ["nato"]),
        ("Under the chairmanship of Saudi Arabia, our G20 leaders met for the second time.", ["g20"]),
        (
            "We are the leaders of Arab countries meeting at the Council of the League of Arab States.",
            ["league-of-arab-states-council"],
        ),
        (
            "We, the leaders of Chile, Peru and Brazil, present the following plan for our rivers.",
            ["chl", "per", "bra"],
        ),
        (
            "We, the Presidents of Chile and Peru, as witnessed by the President of Brazil, having met "
            "in Lima, declare the following:",
            ["chl", "per"],
        ),
        (
            "The Foreign Ministers of Greece and Cyprus, hosted by Israel, met to review energy.",
            ["grc", "cyp"],
        ),
        (
            "The Kingdom of Norway and the Republic of Kenya, desiring to deepen their ties, have reached "
            "the following understandings.",
            ["nor", "ken"],
        ),
        ("The Governments of Chile and Peru look back on years of good relations.", ["chl", "per"]),
        (
            "As leaders of Chile, Peru and Brazil, guided by all that we share, we resolve to plant trees.",
            ["chl", "per", "bra"],
        ),
        (
            "On May 3, 2031 the Meeting of the Council of the European Union took place in the city of Bonn.",
            ["eu-council"],
        ),
        (
            "In response to the kind invitation of John, King of Saudi Arabia, the Supreme Council of the "
            "Gulf Cooperation Council (GCC) convened its session.",
            ["gcc-supreme-council"],
        ),
        (
            "The Third Regular Meeting of the Conference of Heads of Government of the Caribbean Community "
            "(CARICOM) was held.",
            ["caricom-conference-of-heads-of-government"],
        ),
        (
            "The Peace and Security Council (PSC) of the African Union (AU), at its 9th meeting, met.",
            ["au-peace-and-security-council"],
        ),
        ("1. The Ministers of India and Kenya agreed to:-", ["ind", "ken"]),
        ("OSLO, May 3, 2031 — The Ministers of Norway, Chile and Peru met today.", ["nor", "chl", "per"]),
        (
            "The meeting of the EU Ministers with the Ministers of the Andean Community held in Bonn was "
            "chaired by both.",
            ["eu", "andean-community"],
        ),
        (
            "At the invitation of the Foreign Minister of Chile, the Foreign Minister of Peru, Mr. Doe, and "
            "the Foreign Minister of Kenya, Ms. R. Roe, met in Lima.",
            ["per", "ken", "chl"],
        ),
        (
            "The Peace and Security Council of the African Union held a meeting on the rivers of the region.",
            ["au-peace-and-security-council"],
        ),
        (
            "The Governments of the United Kingdom of Great Britain and Northern Ireland, Chile and Peru "
            "declare the following.",
            ["gbr", "chl", "per"],
        ),
        (
            "On 3 May 2021, the Prime Minister of Norway and the President of Finland signed the following "
            "declaration on the border.",
            ["nor", "fin"],
        ),
    ],
)
def test_who_speaks_is_told_by_the_opening_sentence(opening: str, actors: list[str]) -> None:
    assert issuers(opening) == actors


def test_a_body_above_its_verbs_speaks() -> None:
    assert issuers("The General Assembly,", "Recalling its resolution on the rivers of the world,") == [
        "un-ga"
    ]


def test_an_organ_speaks_by_the_short_name_that_its_organisation_gives_it() -> None:
    lines = ("The Committee of Ministers,", "Recalling all that it has said of rivers until now,")

    assert issuers("Council of Europe", *lines) == ["council-of-europe-committee-of-ministers"]


def test_a_body_speaks_in_a_short_line_above_what_it_decides() -> None:
    lines = ("The Ministerial Conference decides as follows:", "Members of the WTO shall publish tariffs.")

    assert issuers("DECISION ON GRAIN", *lines) == ["wto-ministerial-conference"]


def test_an_office_speaks_whose_organisation_the_statement_names() -> None:
    assert issuers("Statement by the Secretary-General", "The United Nations will help all the farmers.") == [
        "un-secretary-general"
    ]


def test_a_body_in_capitals_speaks_before_whom_it_calls_on() -> None:
    lines = (
        "RESOLUTION ON SARUM",
        "THE SECURITY COUNCIL,",
        "1. CALLS upon the Government of Chile to withdraw.",
    )
    assert issuers(*lines) == ["un-sc"]


def test_whom_we_work_with_does_not_speak() -> None:
    lines = (
        "G7 Leaders' Statement",
        "We will work with the World Bank. It is late, and we are determined to act.",
    )
    assert issuers(*lines) == ["g7"]


def test_who_is_told_of_does_not_speak_for_those_the_title_is_by() -> None:
    title = "Joint Statement by the Foreign Ministers of Norway and Chile on the Desert"
    assert issuers(title, "The President of Peru launched his plan for the desert on Monday.") == [
        "nor",
        "chl",
    ]
    told = "The Foreign Ministers of Norway, Chile and Peru met in Lima today."
    assert issuers(title, told) == ["nor", "chl", "per"]


def test_a_title_closes_with_those_who_speak() -> None:
    assert issuers(
        "Joint Statement on Clean Ports (Norway, Chile and Peru)", "We will fund two schools."
    ) == [
        "nor",
        "chl",
        "per",
    ]
    assert issuers("Joint Statement on Clean Ports (Peru)", "We will fund two schools.") == []


def test_we_speak_before_others_do() -> None:
    assert issuers(
        "Kenya and the European Union share many rivers of data, and many values.",
        "We, the leaders of the European Union and Kenya, met today.",
    ) == ["eu", "ken"]


def test_a_group_of_the_title_comes_before_those_who_take_part() -> None:
    assert issuers(
        "Statement of the Quad Leaders",
        "We, the leaders of Japan, India, Australia, and the United States, met.",
    ) == ["quad", "jpn", "ind", "aus", "usa"]


def test_a_group_with_its_members_in_the_same_breath() -> None:
    assert issuers(
        "The members of the International Counter Ransomware Initiative (CRI)—Austria, Kenya and "
        "the European Union—met."
    ) == ["counter-ransomware-initiative", "aut", "ken", "eu"]


def test_those_who_joined_the_declaration_issue_it() -> None:
    assert issuers(
        "Four states and the European Union have agreed to join the Declaration on Open Harbours. They are "
        "Albania, Canada, Chile, Ukraine, and Japan.",
        "We, the Leaders of the Group of Seven (G7), reaffirm our trust in open harbours.",
    ) == ["g7", "eu", "alb", "can", "chl", "ukr", "jpn"]


def test_a_title_speaks_where_no_sentence_does() -> None:
    assert issuers("G20 Leaders' Declaration on Russia and Ukraine", SENTENCE) == ["g20"]


@pytest.mark.parametrize(
    ("title", "actors"),
    [
        ("Joint Statement on the Ninth Meeting of the Japan-Viet Nam Economic Commission", ["jpn", "vnm"]),
        (
            "Joint Statement by the Minister for Defence of Norway and the Minister for Trade of Peru",
            ["nor", "per"],
        ),
        ("Joint Statement of Norway and Chile on the Situation in Kenya", ["nor", "chl"]),
        ("Joint Statement of Norway and Chile for Peace in Kenya", ["nor", "chl"]),
        ("Report of the Subsidiary Body for Implementation on its work in Bonn", ["unfccc-sbi"]),
    ],
)
def test_a_title_names_who_speaks_before_what_of(title: str, actors: list[str]) -> None:
    assert issuers(title, SENTENCE) == actors


def test_a_title_that_names_more_than_the_first_sentence_names_them_all() -> None:
    assert issuers(
        "Japan-ASEAN Statement on the Sea", "Japan recalled the long ties that bind all of us."
    ) == [
        "jpn",
        "asean",
    ]


@pytest.mark.parametrize(
    ("title", "actors"),
    [
        ("Kenyan-Ghanaian Joint Statement", ["ken", "gha"]),
        ("Polish – Ukrainian Declaration on Rivers", ["pol", "ukr"]),
        ("Norwegian - New Zealand Agreement 1951", ["nor", "nzl"]),
        ("Italian-Led Initiative for Rivers", []),
    ],
)
def test_states_whose_adjectives_a_title_joins_speak(title: str, actors: list[str]) -> None:
    assert issuers(title, "The two sides will open the port.") == actors


def test_a_title_that_names_one_side_is_completed_by_what_both_do() -> None:
    title = "Joint Statement Following the Meeting Between President Roe and Peruvian President Doe"
    assert issuers(title, "Norway and Peru are working closely to open new ports.") == ["nor", "per"]
    title = "Joint Statement with the Prime Minister of Norway"
    met = "The two leaders met in Oslo today for the first of the Chile-Norway talks on the sea and its fish."
    assert issuers(title, met) == ["chl", "nor"]


def test_a_letterhead_speaks_where_nothing_else_does() -> None:
    assert issuers("NORTH ATLANTIC TREATY ORGANIZATION", "Statement on rivers", SENTENCE) == ["nato"]


def test_those_who_perform_speak_where_no_opening_does() -> None:
    assert issuers(
        SENTENCE, "Times are hard. Mexico, the United States, and Canada reaffirm their pledge."
    ) == [
        "mex",
        "usa",
        "can",
    ]


def test_a_speaker_the_registry_does_not_know_stays_with_a_doubt() -> None:
    statement = read(f"We, the leaders of Chile, Freedonia and Peru, met in Bonn.\n\n{SENTENCE}")

    assert statement.header.issuers == (
        Issuer("Chile", "chl"),
        Issuer("Freedonia", None),
        Issuer("Peru", "per"),
    )
    assert "issuer-unresolved" in {doubt.code for doubt in statement.doubts}


@pytest.mark.parametrize(
    "line",
    [
        "3 May 2031 By the Ministry of Ports of Norway",
        "By: The Government of Norway",
        "3 MAY 2031 | BY NORWAY",
    ],
)
def test_a_line_may_say_who_speaks(line: str) -> None:
    assert issuers("Statement on rivers", line) == ["nor"]


def test_a_summary_is_by_who_convened_what_is_summed_up() -> None:
    title = "Summary of the high-level meeting on rivers convened by the President of the General Assembly"
    assert issuers(title, "Many called for more research.") == ["un-ga-presidency"]
    assert issuers(title.replace("Summary", "Pledge"), "Many called for more research.") == []


def test_a_portfolio_is_no_issuer() -> None:
    assert issuers("The Foreign and Trade Ministers of Chile and Peru met to talk of the rivers.") == [
        "chl",
        "per",
    ]


def test_a_dateline_is_nobody() -> None:
    assert issuers("BELÉM — Leaders made a string of pledges at the forest summit on Thursday.") == []
    assert issuers("TOKYO – The Leaders of Japan and Chile met to talk of the rivers they share.") == [
        "jpn",
        "chl",
    ]


def test_whom_those_who_speak_help_does_not_speak() -> None:
    header = read("Bonn, 3 March 2031\n\nWe will help Chile and Peru by 2040.").header
    assert (header.title, header.issuers) == (None, ())


def test_nobody_is_guessed() -> None:
    statement = read(SENTENCE)

    assert statement.header.issuers == ()
    assert {"issuer-unknown", "date-unknown", "place-unknown", "title-unknown"} == {
        d.code for d in statement.doubts
    }


@pytest.mark.parametrize("verb", ["Encourages", "6. Approves", "DIRECTS", "Also invites"])
def test_a_body_above_any_verb_of_its_own_speaks(verb: str) -> None:
    assert issuers("The General Assembly,", f"{verb} all members to share their rivers;") == ["un-ga"]
    assert issuers("The Rivers of the World", "Boats and ships sail on them.") == []


def test_an_ambiguous_body_is_told_by_the_treaty_the_text_names() -> None:
    lines = ("The Conference of the Parties,", "Recalling the importance of all the rivers of the world,")

    assert issuers(*lines) == [None]
    assert issuers(
        *lines, "1. Decides under the United Nations Framework Convention on Climate Change to act;"
    ) == ["unfccc-cop"]


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["Brussels 24 March 2031"], date(2031, 3, 24)),
        (["Wellington, 21 March 2031"], date(2031, 3, 21)),
        (["Resolution adopted by the General Assembly on 10 October 2031"], date(2031, 10, 10)),
        (
            ["We, the Leaders of the G7, met in Bonn on 11-13 June 2031 to speak of rivers."],
            date(2031, 6, 13),
        ),
        (
            ["July 17, 2032", "We, the Leaders of the G7, met in Bonn on 3 March 2031 to speak of rivers."],
            date(2031, 3, 3),
        ),
        (
            ["The Council,", "Recalling all its decisions,", "9th plenary meeting", "6 December 2031"],
            date(2031, 12, 6),
        ),
        (
            ["We met with all our partners in the spring of this year.", "Done at Bonn on 3 March 2031."],
            date(2031, 3, 3),
        ),
        (["Statement", "Last updated: 9 March 2031", "Bonn, 3 March 2031"], date(2031, 3, 3)),
        (["Embargoed until 12:00 GMT, 4 March 2031", "Bonn, 3 March 2031"], date(2031, 3, 3)),
        (["Release Date:", "9 March 2031", "Date:", "3 March 2031"], date(2031, 3, 3)),
        (["3 March 2031 By the Ministry of Rivers", "Joint statement on clean rivers"], date(2031, 3, 3)),
        (["Pledge by the Countries Attending the Rivers Summit, 1-3 March 2031"], date(2031, 3, 3)),
        (
            ["Statement by the Ministers responsible on the safety of all our rivers, 3-Mar-2031"],
            date(2031, 3, 3),
        ),
        (["Statement by the Ministers on the floods that struck the rivers on 3 March 2031"], None),
        (
            ["March 9, 2031 - 20:59", "The Council of Ministers met in Bonn on 3 March 2031."],
            date(2031, 3, 3),
        ),
        (
            ["On March 3, 2031 the meeting of the heads of state took place in the city of Bonn."],
            date(2031, 3, 3),
        ),
        (["DONE IN DUPLICATE at Bonn this third day of March, 2031"], date(2031, 3, 3)),
        (
            ["OSLO, March 3, 2031 — The Ministers of Norway and Chile met to speak of rivers."],
            date(2031, 3, 3),
        ),
        (
            ["Final Communiqué of the Session of the Authority of Heads (Abuja, 3 March 2031)"],
            date(2031, 3, 3),
        ),
        (
            ["The session took place from 28 February to 3 March 2031 at Basseterre, St. Kitts and Nevis."],
            date(2031, 3, 3),
        ),
        (
            ["The heads of state of Chile and Peru, following the meeting in Lima on 3 March 2031, declare:"],
            date(2031, 3, 3),
        ),
        (["The report on the meeting held in Bonn on 3 March 2031 was welcomed by all of us today."], None),
        (["We recall that the ministers met in Bonn on 3 March 2031, and we thank them all."], None),
    ],
)
def test_the_day_of_adoption(lines: list[str], day: date | None) -> None:
    assert read("\n\n".join([*lines, SENTENCE])).header.adopted == day


def test_the_day_a_page_was_put_out_is_the_last_resort_and_a_doubt() -> None:
    for line in (
        "Issued on 4 March 2031",
        "Published 4 March 2031",
        "Written by the Press Office on 4 March 2031",
    ):
        statement = read(f"Statement on rivers\n\n{line}\n\n{SENTENCE}")

        assert statement.header.adopted == date(2031, 3, 4)
        assert "date-of-publication" in {doubt.code for doubt in statement.doubts}


def test_a_date_that_two_readers_read_differently_is_none() -> None:
    statement = read(f"Bonn, 03/04/2031\n\n{SENTENCE}")

    assert statement.header.adopted is None
    assert "date-ambiguous" in {doubt.code for doubt in statement.doubts}


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Brussels 24 March 2031", "Brussels"),
        ("Telegram GENEVA, 22 October 1948", "Geneva"),
        ("Security Council Document S/9 NEW YORK, 28 March 2031", "New York"),
        ("The White House, Washington, 3 March 2031", "Washington"),
        ("5-7 May, 2031, Da Nang, Viet Nam", "Da Nang"),
        ("Muscat, Sultanate of Oman | 16 February 2031", "Muscat"),
        ("Bali, Indonesia\n16 March 2031", "Bali"),
        ("Kigali, le 12 mars 2031", "Kigali"),
        ("Suva, Fiji\nMonday, 16 March 2031", "Suva"),
        ("Date: 16 March 2031\nPlace: Doha", "Doha"),
        (
            "Communiqué issued by the Foreign Ministers of the Group of Friends of Rivers, 9 July 2031, Doha",
            "Doha",
        ),
        ("Date | 25, March 2031\nAddis Ababa, Ethiopia", "Addis Ababa"),
        ("The Council of the EU, at its meeting held on 3 March 2031 on hunger in Africa, decided.", None),
        ("On March 3, 2031 the meeting of the heads of state took place in the city of Bonn.", "Bonn"),
        (
            "In implementation of a decision of the meeting held in Rome, the Ministers convened in Bonn on "
            "3 March 2031.",
            "Bonn",
        ),
        ("Meeting of Ministers of Agriculture, 3 March 2031", None),
        ("Photographs and Video Friday, 3 March 2031", None),
        (
            "We, the Leaders of the G7, met today in San Francisco, California, to speak of rivers.",
            "San Francisco",
        ),
        (
            "We, the Leaders of the G7, gathered for a (U.S.) summit in Los Angeles on the margins "
            "of another.",
            "Los Angeles",
        ),
        (
            "We, the Leaders of the G7, met in Washington, DC on 3 March 2031 to speak of rivers.",
            "Washington",
        ),
        (
            "The Leaders of the G7 were hosted by Egypt in Sharm el-Sheikh and spoke of rivers.",
            "Sharm el-Sheikh",
        ),
        (
            "The meeting of the Caribbean Community was held at Placencia, Belize, on 16 March 2031.",
            "Placencia",
        ),
        (
            "We, the Leaders of the G7, met in March and in person, outside Washington, D.C., to "
            "speak of rivers.",
            None,
        ),
        (
            "We, the Leaders of the G7, met by video to prepare for our next summit, and spoke of rivers.",
            None,
        ),
    ],
)
def test_the_place_of_adoption(line: str, place: str | None) -> None:
    assert read(f"{line}\n\n{SENTENCE}").header.place == place


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("3 Mar. 2031 - | Press Release (2031) 007 | Issued on 3 Mar. 2031 |", "(2031) 007"),
        ("Press release No. 12/31", "12/31"),
        ("A/RES/99/1", "A/RES/99/1"),
        ("|  | United Nations | FCCC/XY/2031/7/Add.2 |", "FCCC/XY/2031/7/Add.2"),
        ("EUCO 99/31", "EUCO 99/31"),
        ("ABCD/EF-G/doc.1/31", "ABCD/EF-G/doc.1/31"),
        ("Press Release\n3 Min Read", None),
        (
            "We recall resolution A/RES/99/1 of the General Assembly, and all the others that we "
            "have adopted on it.",
            None,
        ),
    ],
)
def test_the_number_of_the_document(line: str, number: str | None) -> None:
    assert read(f"{line}\n\n{SENTENCE}").header.number == number


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ["NORTH ATLANTIC TREATY ORGANIZATION", "Statement by the Allies", "Bonn, 3 March 2031"],
            "Statement by the Allies",
        ),
        (["United Nations", "Agenda item 12", "74/9. Rivers and peace", "The Council,"], "Rivers and peace"),
        (["Rivers and Peace in Europe"], "Rivers and Peace in Europe"),
        (["Decision -/CMA.99", "Matters relating to rivers"], "Matters relating to rivers"),
        (["BONN DECLARATION", "OF THE HEADS OF STATE"], "BONN DECLARATION OF THE HEADS OF STATE"),
        (["Bonn Declaration on Rivers | The Presidency"], "Bonn Declaration on Rivers"),
        (["[Title] Bonn Declaration on Rivers"], "Bonn Declaration on Rivers"),
        (
            ["COVER NOTE", "Subject: Meeting on 3 March 2031 – Conclusions"],
            "Meeting on 3 March 2031 – Conclusions",
        ),
        (
            ["Declaration adopted by the Council on 3 March 2031", "Clean Rivers Charter"],
            "Declaration adopted by the Council on 3 March 2031",
        ),
    ],
)
def test_the_title_is_the_line_that_names_the_document(lines: list[str], title: str) -> None:
    assert read("\n\n".join([*lines, SENTENCE])).header.title == title


def test_what_is_stated_from_outside_beats_what_the_document_says() -> None:
    header = read(
        f"---\ntitle: Rivers\ndate: 2031-03-03\n---\n\n{BODY}",
        title="Lakes",
        issuers=("can", "the European Union"),
        adopted=date(2032, 1, 1),
        place="Ottawa",
        number="7",
        url="https://example.org/lakes",
        language="fr",
    ).header

    assert (header.title, header.adopted, header.place) == ("Lakes", date(2032, 1, 1), "Ottawa")
    assert (header.number, header.url, header.language) == ("7", "https://example.org/lakes", "fr")
    assert header.issuers == (Issuer("can", "can"), Issuer("the European Union", "eu"))


def test_front_matter_beats_the_text() -> None:
    header = read(f"---\ntitle: 'Rivers :'\nissuer: NATO\nplace: Oslo\nlanguage: en-GB\n---\n\n{BODY}").header

    assert header.title == "Rivers"
    assert header.issuers == (Issuer("NATO", "nato"),)
    assert header.place == "Oslo"


def test_the_language_is_told_from_the_text() -> None:
    french = "Nous, les chefs d’État et de gouvernement, nous engageons à protéger tous nos fleuves."

    assert read(BODY).header.language == "en"
    assert read(french).header.language == "fr"


def test_a_language_that_cannot_be_told_is_a_doubt() -> None:
    statement = read("18 - 20\n\n21 - 22")

    assert statement.header.language is None
    assert "language-unsure" in {doubt.code for doubt in statement.doubts}


def test_what_stands_before_a_subject_names_no_issuer() -> None:
    told = "Nearly two years ago, when the rivers rose, President Roe launched the plan for the Delta."
    assert issuers("Fact sheet: the Delta", told) == []
