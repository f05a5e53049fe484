"""The samples that `make demo` shows: what is read of them, and that the addresses it prints and the programs
of the guide answer.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import httpx
import pytest

from app.cli.ingesting import ingest_paths
from app.evaluation import Extract, extract_document
from app.model import Document, Overrides
from app.registry import load_registry
from app.store.database import Database
from tests.api.conftest import serving
from tests.make_sample_pdf import TARGET, write_pdf

ROOT = Path(__file__).parent.parent
DEMO = re.findall(r"\$\(API\)(/[^ ']+)", (ROOT / "Makefile").read_text())


@cache
def extract(name: str) -> list[Extract]:
    path = ROOT / "samples" / "statements" / name
    return list(extract_document(Document(path.name, path.read_bytes()), load_registry()))


Facts = tuple[str | None, list[str | None], str, str | None, str | None]

FACTS: dict[str, list[Facts]] = {
    "canada-norway-northern-waters.md": [
        (
            "Joint Statement by Canada and Norway on Northern Waters",
            ["can", "nor"],
            "2024-06-05",
            "Tromsø",
            None,
        )
    ],
    "g7-winter.html": [
        ("G7 Leaders' Statement on a Secure Winter", ["g7"], "2022-10-13", "Berlin", None),
    ],
    "nato-harbours.txt": [
        (
            "Statement by the North Atlantic Council on the protection of harbours and undersea cables",
            ["nato"],
            "2023-03-21",
            "Brussels",
            "(2023) 999",
        )
    ],
    "unfccc-early-warning.txt": [
        (title, ["unfccc-cop"], "2022-11-20", "Sharm el-Sheikh", number)
        for title, number in (
            ("Early warning services for coastal settlements", "91/CP.27"),
            ("Workplan on the observation of glaciers", "92/CP.27"),
            ("Expression of gratitude to the hosts of the workshop on early warning", "9/CP.27"),
        )
    ],
    "unga-school-water.pdf": [
        ("Safe drinking water in schools", ["un-ga"], "2022-12-14", None, "A/RES/77/999"),
    ],
}
"""Title, issuers, day, place and number of each statement in a sample."""


@pytest.mark.parametrize("name", FACTS)
def test_the_facts_around_a_sample_are_read(name: str) -> None:
    headers = [found.statement.header for found in extract(name)]
    assert [
        (
            header.title,
            [issuer.actor for issuer in header.issuers],
            str(header.adopted),
            header.place,
            header.number,
        )
        for header in headers
    ] == FACTS[name]


def test_every_sample_is_tested() -> None:
    assert {path.name for path in (ROOT / "samples" / "statements").iterdir()} == set(FACTS)


@pytest.mark.parametrize("name", FACTS)
def test_page_furniture_of_a_sample_is_cut(name: str) -> None:
    furniture = r"cookie|share (?:this|on)|newsletter|analytics|last updated|22-99999|back to top"
    for found in extract(name):
        assert re.findall(furniture, found.statement.text.content, re.IGNORECASE) == []


@pytest.mark.parametrize("name", FACTS)
def test_every_act_of_a_sample_is_where_it_says(name: str) -> None:
    acts = [(act.act, found.statement.text.content) for found in extract(name) for act in found.acts]
    assert [act.quote for act, content in acts] == [act.span.quote(content) for act, content in acts]
    assert len(acts) >= 10


@pytest.mark.parametrize("name", FACTS)
def test_every_rule_that_made_an_act_of_a_sample_names_words(name: str) -> None:
    traces = [act.act.trace for found in extract(name) for act in found.acts]
    assert traces
    assert all(fired.span or fired.supplied for trace in traces for fired in trace)


def test_the_pdf_is_what_its_script_writes(tmp_path: Path) -> None:
    write_pdf(tmp_path / "sample.pdf")
    assert (tmp_path / "sample.pdf").read_bytes() == TARGET.read_bytes()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """The service over a database of the samples, as `make demo` starts it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.sqlite'}"
    assert ingest_paths([str(ROOT / "samples" / "statements")], Overrides(), database_url=url, workers=1) == 0
    with serving(Database(url)) as client:
        yield client


def test_the_demo_prints_five_addresses() -> None:
    assert len(DEMO) == 5


@pytest.mark.parametrize("address", DEMO)
def test_what_the_demo_prints_is_worth_opening(demo: httpx.Client, address: str) -> None:
    answer = demo.get(address)
    assert answer.status_code == 200
    if address.startswith("/v1"):
        body = answer.json()
        assert body.get("results") or body.get("candidates")


def test_the_first_screen_of_the_readme_is_what_the_demo_answers(demo: httpx.Client) -> None:
    readme = (ROOT / "README.md").read_text()
    (sample, acts), *_ = re.findall(
        r"^inserted .* from samples/statements/(\S+): (\d+) acts$", readme, re.MULTILINE
    )
    assert int(acts) == len(extract(sample)[0].acts)
    address = re.search(r"curl -s 'http://127\.0\.0\.1:8000(\S+)'", readme)
    shown = re.search(r"```json\n(.*?)```", readme, re.DOTALL)
    assert address
    assert shown
    expected = json.loads(shown[1])
    pledge = demo.get(address[1]).json()["results"][0]
    assert {name: pledge[name] for name in expected} == expected


# --- the guide ----------------------------------------------------------------------------------------------

RUNNERS = {
    "sh": ("sh", "-e"),
    "python": (sys.executable,),
    "javascript": ("node", "--input-type=module", "-"),
    "r": ("Rscript", "-"),
}
"""What runs a program of each language, given on its standard input."""


def is_runnable(language: str) -> bool:
    """Whether what runs the language is here, and for R its package."""
    if not shutil.which(RUNNERS[language][0]):
        return False
    return language != "r" or subprocess.run(["Rscript", "-e", "library(httr2)"], check=False).returncode == 0


@pytest.mark.parametrize("language", RUNNERS)
def test_the_programs_of_the_guide_print_what_it_shows(demo: httpx.Client, language: str) -> None:
    if not is_runnable(language):
        pytest.skip(f"no {RUNNERS[language][0]} here, or not what the program needs")
    commands, programs = (ROOT / "docs" / "guide.md").read_text().split("## Programs")
    section = commands if language == "sh" else programs
    blocks = re.findall(r"^```(\w+)\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    program = "".join(block for kind, block in blocks if kind == language)
    here = program.replace("http://127.0.0.1:8000", str(demo.base_url).rstrip("/"))
    ran = subprocess.run(
        RUNNERS[language], input=here, capture_output=True, text=True, check=False, timeout=60
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == "".join(block for kind, block in blocks if kind == "text")
