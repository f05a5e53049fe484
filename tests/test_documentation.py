"""What the documents say exists, and what exists is in the documents."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from typer.main import get_command

from app import errors
from app.api.problems.pages import REMEDIES
from app.cli.commands import cli
from app.errors import CommuniqueError
from app.evaluation.coding import CodedAct
from app.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("samples/*.md")]
)


def section(title: str) -> str:
    """The part of the README under that heading."""
    found = re.search(rf"^## {re.escape(title)}$(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, f"README has no section {title!r}"
    return found[1]


def list_first_cells(table: str) -> list[str]:
    """What stands in backticks in the first column of the tables of a section."""
    return re.findall(r"^\| `([^`]+)`", table, re.MULTILINE)


def list_code() -> str:
    """The lines of the README's shell blocks."""
    return "\n".join(re.findall(r"^```(?:sh|console)\n(.*?)^```", README, re.MULTILINE | re.DOTALL))


COMMANDS = get_command(cli).commands  # type: ignore[attr-defined]  # a typer with several commands is a group


def test_the_readme_lists_every_command_and_no_other() -> None:
    assert {cell.split()[0] for cell in list_first_cells(section("The command"))} == set(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_readme_lists_every_option_of_a_command(name: str) -> None:
    options = {option for parameter in COMMANDS[name].params for option in parameter.opts if "--" in option}
    (row,) = re.findall(rf"^\| `{name}\b.*$", section("The command"), re.MULTILINE)
    assert set(re.findall(r"--[a-z0-9-]+", row)) == options - {"--help"}


def test_the_readme_lists_every_setting_and_no_other() -> None:
    documented = list_first_cells(section("Settings"))
    assert documented == [f"COMMUNIQUE_{name.upper()}" for name in Settings.model_fields]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_the_readme_gives_the_default_of_a_setting(name: str) -> None:
    default = Settings.model_fields[name].default
    (row,) = re.findall(rf"^\| `COMMUNIQUE_{name.upper()}` \| ([^|]*) \|", section("Settings"), re.MULTILINE)
    assert row == ("none" if default is None else f"`{default}`")


def test_the_commands_of_the_readme_exist() -> None:
    used = set(re.findall(r"\bcommunique (?!-)(\w+)", list_code()))
    assert used
    assert used <= set(COMMANDS)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_make_targets_in_documents_exist(document: str) -> None:
    targets = set(re.findall(r"^\.PHONY: (\w+)$", (ROOT / "Makefile").read_text(), re.MULTILINE))
    used = set(re.findall(r"(?:^|`|\$ )make ([a-z]+)", (ROOT / document).read_text(), re.MULTILINE))
    assert used <= targets


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_in_documents_lead_somewhere(document: str) -> None:
    path = ROOT / document
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text())
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_paths_in_documents_exist(document: str) -> None:
    paths = re.findall(
        r"`((?:app|docs|migrations|samples|tests|benchmarks)/[\w./-]*)`", (ROOT / document).read_text()
    )
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_decisions_are_numbered_without_gap() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_rows_of_extract_and_evaluate_are_documented() -> None:
    rows, *_ = (ROOT / "docs" / "evaluation.md").read_text().split("Rows of the program add:")
    assert list_first_cells(rows) == [field.name for field in fields(CodedAct)]


def walk_errors(root: type[CommuniqueError] = CommuniqueError) -> list[type[CommuniqueError]]:
    return [root, *(error for child in root.__subclasses__() for error in walk_errors(child))]


def test_the_tree_of_errors_is_drawn_as_it_stands() -> None:
    assert errors.__doc__
    drawn = re.findall(r"^[│├└─ ]*([A-Z]\w+)(?=  |$)", errors.__doc__, re.MULTILINE)
    assert drawn == [error.__name__ for error in walk_errors()]


def test_every_error_code_has_a_page_that_says_what_to_do() -> None:
    assert set(REMEDIES) == {error.code for error in walk_errors()}
