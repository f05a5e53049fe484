"""The command as somebody types it: what it prints, and the exit codes a script relies on."""

import io
import json
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from py3langid.langid import LanguageIdentifier
from sqlalchemy import select

import app.extraction
from app.cli import main
from app.model import Act, Statement
from app.resolution.speakers import Speaker
from app.settings import load_settings
from app.store.database import Database
from app.store.tables import ActRow
from app.vocabulary import Firmness
from tests.ingestion.runs import run_first

STATEMENT = """NORTH ATLANTIC TREATY ORGANIZATION

Statement on harbours

Brussels 21 March 2023

We, the representatives of the NATO Allies, met in Brussels today.

We will double the number of harbour patrols by the end of 2030. We call on Russia to stop jamming signals.
"""


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs the command in this process."""

    def run_command(*arguments: object) -> Ran:
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        if isinstance(left.value.code, str):
            return Ran(1, out, left.value.code)
        return Ran(int(left.value.code or 0), out, err)

    return run_command


@pytest.fixture
def statement(tmp_path: Path) -> Path:
    path = tmp_path / "harbours.txt"
    path.write_text(STATEMENT)
    return path


@pytest.fixture
def url(make_database: Callable[..., Database]) -> str:
    """An embedded database that knows the registry."""
    return str(make_database("sqlite", filled_by=run_first))


@pytest.fixture
def new_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An embedded database that is not there yet."""
    return f"sqlite:///{tmp_path_factory.mktemp('databases') / 'new' / 'communique.sqlite'}"


# --- help and usage ---


def test_help_names_every_command_and_loads_nothing() -> None:
    code = """
import sys
from app.cli import main
try:
    main(["--help"])
finally:
    print([name for name in ("spacy", "sqlalchemy", "fastapi", "pydantic") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for command in ("ingest", "reextract", "extract", "evaluate", "migrate", "serve", "openapi"):
        assert f" {command} " in done.stdout
    assert done.stdout.endswith("[]\n")


def test_version(run: Callable[..., Ran]) -> None:
    assert run("--version") == Ran(0, "communique 0.1.0\n", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["dance"], "No such command 'dance'"),
        (["ingest"], "Missing argument"),
        (["ingest", "a.txt", "--date", "24/03/2022"], "written YYYY-MM-DD, as 2022-03-24; not '24/03/2022'"),
        (["ingest", "a.txt", "--date", "20220324"], "written YYYY-MM-DD"),
        (["extract", "a.txt", "--date", "2022-02-30"], "a day of the calendar"),
        (["ingest", "a.txt", "--url", "ftp://example.org/a"], "--url must be an http:// or https:// address"),
        (
            ["ingest", "a.txt", "b.txt", "--title", "One", "--url", "x"],
            "--title, --url can only be said of one file",
        ),
        (["ingest", "tests", "--number", "1"], "--number can only be said of one file"),
        (["ingest", "a.txt", ""], "a PATH is empty"),
        (["extract", ""], "a PATH is empty"),
        (["extract", "a.txt", "--format", "xml"], "'xml' is not one of"),
        (["evaluate", "nowhere", "tests"], "does not exist"),
        (["evaluate"], "name GOLD_DIR and STATEMENTS_DIR, or --priority FILE, or --density FILE"),
        (["evaluate", "tests"], "name GOLD_DIR and STATEMENTS_DIR"),
        (["evaluate", "--density", "README.md", "--min-f1", "0.9"], "--min-f1 and --tally go with GOLD_DIR"),
        (["evaluate", "tests", "tests", "--min-f1", "90"], "should be less than or equal to 1"),
        (["serve", "--port", "70000"], "should be less than or equal to 65535"),
    ],
)
def test_what_is_not_understood_is_said_with_code_2(
    run: Callable[..., Ran], arguments: list[str], message: str
) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert message in unwrap(ran.err)


def unwrap(text: str) -> str:
    """Without the box and the line breaks that a narrow terminal makes."""
    return " ".join(text.replace("│", " ").split())


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("COMMUNIQUE_PORT=many", "Input should be a valid integer"),
        ("COMMUNIQUE_PUBLIC_URL=pledges.example.org", "String should match pattern '^(https?://"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, setting: str, message: str
) -> None:
    name, value = setting.split("=")
    monkeypatch.setenv(name, value)
    load_settings.cache_clear()
    ran = run("migrate")
    load_settings.cache_clear()
    assert ran.code == 2
    assert f"{name}: {message}" in unwrap(ran.err)


# --- extract ---


def test_extract_prints_an_act_a_line_with_its_evidence(run: Callable[..., Ran], statement: Path) -> None:
    ran = run("extract", statement)
    pledge, call = (json.loads(line) for line in ran.out.splitlines())
    assert ran.code == 0
    assert pledge["id"] == "harbours-01"
    assert pledge["text"] == "We will double the number of harbour patrols by the end of 2030"
    assert (pledge["kind"], pledge["stage"], pledge["firmness"]) == ("pledge", "promised", "strong")
    assert pledge["actors"] == ["issuer"]
    assert pledge["end"] - pledge["start"] == len(pledge["text"])
    assert pledge["deadlines"][0]["latest"] == "2030-12-31"
    assert 0 < pledge["confidence"] <= 1
    assert pledge["rules"]
    assert (call["kind"], call["stage"], call["addressees"]) == ("call", None, ["rus"])


def test_extract_takes_what_it_is_told_of_the_header(run: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("We will report back by the end of next year.\n")
    ran = run("extract", path, "--issuer", "nato", "--date", "2022-03-24")
    assert json.loads(ran.out)["deadlines"][0]["latest"] == "2023-12-31"


def test_extract_says_what_it_could_not_know(run: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("We will report back.\n")
    assert f"{path}: date-unknown: " in run("extract", path).err


def test_extract_prints_one_list(run: Callable[..., Ran], statement: Path) -> None:
    assert [row["id"] for row in json.loads(run("extract", statement, "--format", "json").out)] == [
        "harbours-01",
        "harbours-02",
    ]


def test_extract_explains_which_rule_fired_on_which_words(run: Callable[..., Ran], statement: Path) -> None:
    (pledge, _) = (json.loads(line) for line in run("extract", statement, "--explain").out.splitlines())
    assert pledge["rules"] == list(dict.fromkeys(row["rule"] for row in pledge["trace"]))
    assert any(row["words"] == "will double" for row in pledge["trace"])


def test_extract_prints_text_to_read(run: Callable[..., Ran], statement: Path) -> None:
    ran = run("extract", statement, "--format", "text", "--explain")
    assert "Statement on harbours\n" in ran.out
    assert "  harbours-01  pledge, promised, strong, positive, confidence " in ran.out
    assert "\n    when  due, 2023-03-21/2030-12-31: by the end of 2030\n" in ran.out


def test_extract_explains_which_words_became_which_facts(run: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "harbours.txt"
    item = "- send three vessels to Ukraine if the ports are open."
    path.write_text(f"{STATEMENT}\nWe will:\n\n{item}\n\nImplement the plan by 2030.\n")
    lines = [
        " ".join(line.split())
        for line in run("extract", path, "--format", "text", "--explain").out.splitlines()
    ]
    assert "leadin We will: (supplied: We will)" in lines
    assert "pledge.auxiliary send (supplied: will)" in lines
    assert "addressee Russia -> rus" in lines
    assert "promisor (inferred) -> nato" in lines
    assert any(line.startswith("deadline by the end of 2030 -> 2023-03-21/2030-12-31 by ") for line in lines)
    assert "theme Ukraine -> ukraine" in lines
    assert "condition if the ports are open" in lines
    assert "quantity three vessels" in lines


def test_extract_reads_standard_input(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STATEMENT.encode())))
    assert len(run("extract", "-").out.splitlines()) == 2


def test_extract_fails_when_nothing_could_be_read(run: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    ran = run("extract", path)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"{path}: ")


def test_what_nobody_foresaw_is_a_line_and_a_record_in_the_log(
    run: Callable[..., Ran], statement: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("by\nnothing")

    monkeypatch.setattr(LanguageIdentifier, "classify", fail)
    ran = run("extract", statement)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[-1] == f"{statement}: ZeroDivisionError: by nothing"
    assert "extraction-failed" in ran.err


def test_extract_warns_in_printable_lines(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\nb.txt").touch()
    (line,) = run("extract", tmp_path).err.splitlines()
    assert line.startswith(f"{tmp_path}/a?[31m b.txt: ")


# --- output that cannot be written ---

FULL = Path("/dev/full")
"""A disk without space, where the system has one."""


@pytest.mark.skipif(not FULL.exists(), reason="the system has no /dev/full")
def test_a_full_disk_is_told_in_a_line(run: Callable[..., Ran]) -> None:
    said = "communique: No space left on device"
    assert run("openapi", "--output", FULL) == Ran(1, "", said)
    with FULL.open("w") as full:
        printed = subprocess.run(
            [sys.executable, "-m", "app.cli", "--version"], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert (printed.returncode, printed.stderr) == (1, f"{said}\n")


# --- ingest and migrate ---


def test_ingest_makes_the_database_and_the_same_again_changes_nothing(
    run: Callable[..., Ran], statement: Path, new_url: str
) -> None:
    first = run("ingest", statement, "--database", new_url)
    again = run("ingest", statement, "--database", new_url)
    assert (first.code, again.code) == (0, 0)
    assert "1 inserted" in first.out
    assert "1 unchanged" in again.out


def test_correct_tells_what_it_does_and_names_every_line_at_fault(
    run: Callable[..., Ran], statement: Path, url: str, tmp_path: Path
) -> None:
    run("ingest", statement, "--database", url)
    database = Database(url)
    with database.reading() as connection:
        (act,) = connection.scalars(select(ActRow.id).where(ActRow.kind == "pledge"))
    database.dispose()
    decision = {"act": act, "author": "A. Reader", "reason": "so it reads"}
    weaker = {**decision, "decision": "correct", "fields": {"firmness": "weak", "actors": ["est"]}}
    file = tmp_path / "mended.jsonl"
    file.write_text(f"{json.dumps(weaker)}\n")

    told = f"""{act} "We will double the number of harbour patrols by the end of 2030"
    correct by A. Reader: so it reads
    firmness: strong -> weak
    actors: nato -> est
"""
    dry = run("correct", file, "--dry-run", "--database", url)
    assert dry == Ran(0, f"{told}1 new, 0 stand already; nothing was written\n", "")
    assert run("correct", file, "--database", url) == Ran(0, f"{told}1 new, 0 stand already in {url}\n", "")
    assert run("correct", file, "--database", url).out == f"0 new, 1 stand already in {url}\n"
    listed = f"correct    {act}.1 firmness, actors by A. Reader: so it reads\n"
    assert run("corrections", "--database", url) == Ran(0, listed, "")
    assert run("corrections", "--conflicts", "--database", url) == Ran(0, "", "")

    wrong = [json.dumps({**weaker, "act": id_}) for id_ in ("plg_none", act, "cal_none")]
    file.write_text("\n".join(wrong))
    assert run("correct", file, "--database", url) == Ran(
        1,
        "",
        f"communique: {file}: line 1: no pledge or call ever had the id 'plg_none'\n"
        f"communique: {file}: line 3: no pledge or call ever had the id 'cal_none'\n",
    )


def test_reextract_tells_what_it_would_change_and_writes_when_told_to(
    run: Callable[..., Ran], statement: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("ingest", statement, "--database", url)
    options = ("--statement", "nato-2023-03-21-brussels", "--database", url)
    nothing = "unchanged  nato-2023-03-21-brussels\n0 updated, 1 unchanged, 0 failed"
    assert run("reextract", *options).out == f"{nothing}; nothing was written, --apply does\n"

    find = app.extraction.extract_acts

    def find_less(text: Statement, speaker: Speaker) -> tuple[Act, ...]:
        pledge, _ = find(text, speaker)
        return (replace(pledge, firmness=Firmness.WEAK, confidence=0.5),)

    monkeypatch.setattr(app.extraction, "extract_acts", find_less)
    dry = run("reextract", *options)
    done = run("reextract", *options, "--apply")

    told = re.sub(r"0\.\d+", "n", re.sub(r"(plg|cal)_\w+", r"\1", done.out))
    assert told.startswith("""updated    nato-2023-03-21-brussels
  changed    plg "We will double the number of harbour patrols by the end of 2030"
      firmness: strong -> weak
      confidence: n -> n
  withdrawn  cal "We call on Russia to stop jamming signals"
1 updated, 0 unchanged, 0 failed in""")
    assert dry.out.splitlines()[:-1] == done.out.splitlines()[:-1]
    assert run("reextract", *options, "--apply").out == f"{nothing} in {url}\n"
    assert run("reextract", "--statement", "nato-none", "--database", url) == Ran(
        1, "", "communique: no statement that is served has the id nato-none"
    )


def test_ingest_names_what_cannot_be_used_and_goes_on(
    run: Callable[..., Ran], statement: Path, url: str
) -> None:
    broken = {
        "broken.pdf": (b"%PDF-1.7 and no more", "the PDF is broken"),
        "empty.txt": (b"", "the document is empty"),
        "noise.bin": (bytes(range(256)) * 40, "the document is not UTF-8"),
        "scripts.html": (b"<html><script>We will act</script></html>", "nothing is left of the document"),
    }
    for name, (content, _) in broken.items():
        (statement.parent / name).write_bytes(content)
    ran = run("ingest", statement.parent, "--database", url)
    assert ran.code == 0
    assert "1 inserted, 0 updated, 0 unchanged, 4 failed" in ran.out
    for name, (_, reason) in broken.items():
        assert f"{statement.parent / name}: {reason}" in ran.err


def test_ingest_fails_only_if_nothing_could_be_ingested(
    run: Callable[..., Ran], tmp_path: Path, url: str
) -> None:
    ran = run("ingest", tmp_path / "nowhere.txt", "--database", url)
    assert ran.code == 1
    assert ran.err == f"{tmp_path / 'nowhere.txt'}: there is no such file or folder\n"


def test_ingest_refuses_a_database_of_another_version(
    run: Callable[..., Ran], statement: Path, url: str
) -> None:
    database = Database(url)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'f00d'")
    database.dispose()
    ran = run("ingest", statement, "--database", url)
    assert ran.code == 1
    assert ran.err.startswith("communique: the database sqlite:")
    assert "f00d" in ran.err


def test_migrate_makes_an_embedded_database(run: Callable[..., Ran], new_url: str) -> None:
    assert run("migrate", "--database", new_url).code == 0
    assert run("migrate", "--database", new_url).out.endswith("has the schema of this version\n")


# --- serve and openapi ---


def test_serve_refuses_a_database_without_schema(
    run: Callable[..., Ran], make_database: Callable[..., Database]
) -> None:
    ran = run("serve", "--database", make_database("sqlite", filled_by=None), "--port", "0")
    assert ran.code == 1
    assert ran.err.startswith("communique: the database sqlite:")
    assert "run `communique migrate`" in ran.err


def test_serve_says_that_the_port_is_taken(run: Callable[..., Ran], url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = run("serve", "--database", url, "--port", port)
    reason = f"cannot listen on 127.0.0.1, port {port}: Address already in use"
    assert ran == Ran(1, "", f"communique: {reason}; try another --port")


def test_openapi_prints_or_writes_the_contract(run: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "openapi.yaml"
    assert run("openapi", "--output", path).code == 0
    assert path.read_text().startswith("openapi: 3.1.0\n")
    assert run("openapi").out == path.read_text()


def test_what_cannot_be_written_is_named(run: Callable[..., Ran], tmp_path: Path) -> None:
    ran = run("openapi", "--output", tmp_path / "nowhere" / "openapi.yaml")
    assert ran == Ran(1, "", f"communique: {tmp_path}/nowhere/openapi.yaml: No such file or directory")


# --- evaluate ---


def test_evaluate_finds_its_own_rows_and_fails_below_a_bound(
    run: Callable[..., Ran], statement: Path, tmp_path: Path
) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    rows = [json.loads(line) for line in run("extract", statement).out.splitlines()]
    for row in rows:
        for name in ("start", "end", "confidence", "rules"):
            del row[name]
    (gold / "harbours.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    report = json.loads(run("evaluate", gold, tmp_path, "--format", "json").out)
    assert report["pooled"]["spans"]["f1"] == 1.0
    assert report["statements"][0]["differences"] == []

    missed = {**rows[0], "text": "The weather will be fine on every coast"}
    (gold / "harbours.jsonl").write_text("\n".join(json.dumps(row) for row in [missed, rows[1]]))
    ran = run("evaluate", gold, tmp_path, "--show", "--min-f1", "0.8")
    assert ran.code == 1
    assert "missed     [pledge, strong, issuer] The weather will be fine on every coast" in ran.out
    assert ran.err == "communique: F1 of spans is 0.500, below 0.8\n"


def test_evaluate_says_what_is_wrong_with_the_coded_acts(run: Callable[..., Ran], tmp_path: Path) -> None:
    ran = run("evaluate", tmp_path, tmp_path)
    assert ran.code == 1
    assert ran.err == f"communique: {tmp_path}: no coded acts here (a file <stem>.jsonl for each statement)"
    (tmp_path / "harbours.jsonl").write_text("")
    (tmp_path / "harbours.txt").write_text("")
    ran = run("evaluate", tmp_path, tmp_path)
    assert ran.code == 1
    assert ran.err == f"communique: {tmp_path / 'harbours.txt'}: the document is empty"


# --- export ---


def test_export_says_where_it_lies_and_does_not_write_it_twice(
    run: Callable[..., Ran], url: str, tmp_path: Path
) -> None:
    first = run("export", "--output", tmp_path, "--database", url)
    (made,) = tmp_path.iterdir()
    assert first == Ran(0, f"{made}\n", "")
    assert (made / f"{made.name}.sqlite").exists()
    again = run("export", "--output", tmp_path, "--database", url)
    assert again == Ran(1, "", f"communique: {made} is there already, and an export never changes")
    assert list(tmp_path.iterdir()) == [made]


def test_serve_reads_a_file_that_is_named_without_an_address(run: Callable[..., Ran], tmp_path: Path) -> None:
    ran = run("serve", "--database", tmp_path / "nothing.sqlite", "--port", "0")
    assert ran.code == 1
    assert (
        f"cannot use the database sqlite:///{tmp_path}/nothing.sqlite?mode=ro: the file does not" in ran.err
    )
