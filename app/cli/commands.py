"""The commands, their arguments and what `--help` teaches.

Each command imports its work when it is called, so that help answers at once.
"""

from importlib.metadata import version as version_of
from pathlib import Path
from typing import Annotated

import typer

from app.cli.options import (
    ActFormat,
    CorrectionsFile,
    DatabaseUrl,
    Day,
    DensityFiles,
    Format,
    GoldPath,
    Issuers,
    MoreGold,
    Number,
    Paths,
    Place,
    PriorityFile,
    ServedDatabase,
    StagesFile,
    StatementsDir,
    TallyFile,
    ThemesFile,
    Title,
    Url,
    Workers,
)
from app.cli.overrides import build_overrides

cli = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    epilog="Settings are environment variables COMMUNIQUE_*. "
    "Exit codes: 0 done, 1 could not be done, 2 not understood.",
)


def _show_version(is_wanted: bool) -> None:
    if is_wanted:
        typer.echo(f"communique {version_of('communique')}")
        raise typer.Exit


@cli.callback()
def describe(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Reads communiqués, extracts what governments pledged, and serves it over a REST API.

    Begin with `communique ingest FILE`, then `communique serve`.
    """


@cli.command()
def ingest(
    paths: Paths,
    *,
    issuer: Issuers = None,
    date: Day = None,
    place: Place = None,
    title: Title = None,
    number: Number = None,
    url: Url = None,
    workers: Workers = None,
    database: DatabaseUrl = None,
) -> None:
    """Read statements, extract their pledges and calls, and keep them in the database.

    Plain text, Markdown, HTML and PDF are told apart by content. A file `<name>.meta.yaml` beside `<name>`
    states header facts; options here beat it. Ingesting the same again changes nothing. A new database is
    made; an old one must be migrated first.

    Exit code 1 only if nothing could be ingested.

    Examples:

    `communique ingest statements/`

    `communique ingest summit.pdf --issuer nato --date 2022-03-24 --place Brussels`

    `curl -s https://example.org/statement.html | communique ingest -`
    """
    from app.cli.ingesting import ingest_paths

    overrides = build_overrides(
        paths, issuers=issuer, adopted=date, place=place, title=title, number=number, url=url
    )
    raise typer.Exit(ingest_paths(paths, overrides, database_url=database, workers=workers))


@cli.command()
def reextract(
    *,
    statement: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="A statement by its id; repeat for several. All unless given."),
    ] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Write what changes, too.")] = False,
    workers: Workers = None,
    database: DatabaseUrl = None,
) -> None:
    """Extract stored statements anew, and say which of their pledges and calls that adds, withdraws, moves or
    changes.

    The stored texts are taken as they are; no document is read. Acts keep their ids, and what people decided
    on them holds. Nothing is written without `--apply`.

    Exit code 1 only if every statement failed.

    Examples:

    `communique reextract --statement nato-2022-03-24-brussels`

    `communique reextract --apply --workers 4`
    """
    from app.cli.reextracting import reextract as extract_anew

    raise typer.Exit(extract_anew(statement or (), is_applied=apply, database_url=database, workers=workers))


@cli.command()
def extract(
    path: Annotated[str, typer.Argument(metavar="PATH", help="A file, a folder, or - for standard input.")],
    *,
    format: Annotated[
        ActFormat, typer.Option(help="One act a line, one list, or text to read.")
    ] = ActFormat.JSONL,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Add which rules fired on which words; as text, also what they became."
        ),
    ] = False,
    issuer: Issuers = None,
    date: Day = None,
    place: Place = None,
) -> None:
    """Print the pledges and calls of a statement, without a database.

    Each act has the fields of hand-coded acts, and `start`, `end` (offsets into the clean text), `confidence`
    and `rules`.

    Examples:

    `communique extract summit.txt --format text --explain`

    `communique extract summit.pdf | jq -r 'select(.deadlines != []) | .text'`
    """
    from app.cli.extracting import print_acts

    overrides = build_overrides([path], issuers=issuer, adopted=date, place=place)
    raise typer.Exit(print_acts(path, overrides, format=format, explain=explain))


@cli.command()
def evaluate(
    gold: GoldPath = None,
    statements: StatementsDir = None,
    *,
    also: MoreGold = None,
    stages: StagesFile = None,
    themes: ThemesFile = None,
    priority: PriorityFile = None,
    density: DensityFiles = None,
    show: Annotated[
        bool, typer.Option("--show", help="List misses, unfounded acts and differences as sentences.")
    ] = False,
    format: Annotated[Format, typer.Option(help="Tables to read, or JSON.")] = Format.TEXT,
    min_f1: Annotated[
        float | None, typer.Option(min=0, max=1, help="Exit with 1 when the pooled F1 of spans is lower.")
    ] = None,
    tally: TallyFile = None,
) -> None:
    """Measure what extraction finds by acts coded by hand, or by commitments that others singled out.

    An act found is an act coded when half of all their words are shared, one to one, best first. The
    figures are precision, recall and F1 of these spans, and how many of the fields of matched acts are right;
    fewer than 50 are shown as counts.

    Examples:

    `communique evaluate gold/ statements/ --show --min-f1 0.8`

    `communique evaluate --priority commitments.jsonl --density statements/summit.txt`
    """
    from app.cli.evaluating import print_evaluation
    from app.evaluation import Yardsticks

    if (gold is None) != (statements is None) or not (gold or priority or density):
        raise typer.BadParameter("name GOLD_DIR and STATEMENTS_DIR, or --priority FILE, or --density FILE")
    if gold is None and (also or stages or themes or tally or min_f1 is not None):
        raise typer.BadParameter(
            "--also, --stages, --themes, --min-f1 and --tally go with GOLD_DIR and STATEMENTS_DIR"
        )
    coded = (gold, *(also or ())) if gold else ()
    by = Yardsticks(
        coded, statements, stages=stages, themes=themes, priority=priority, density=tuple(density or ())
    )
    raise typer.Exit(print_evaluation(by, format=format, show=show, min_f1=min_f1, tally=tally))


@cli.command()
def correct(
    file: CorrectionsFile,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and write nothing.")
    ] = False,
    database: DatabaseUrl = None,
) -> None:
    """Confirm, correct or reject pledges and calls, or take such decisions back.

    FILE holds a JSON object a line: `act` (its id), `decision` (`confirm`, `correct`, `reject`, `take_back`),
    `author`, `reason`, and for `correct` the `fields` as they should be. Later extraction keeps to it. If one
    line is wrong, every wrong line is named and nothing is written; what stands already is not written again.

    Example:

    `echo '{"act": "plg_7f3kq2m5ab4d", "decision": "correct", "author": "A. Reader", "reason": "it has been
    done", "fields": {"stage": "done"}}' > mended.jsonl; communique correct mended.jsonl --dry-run`
    """
    from app.cli.correcting import correct_from_file

    raise typer.Exit(correct_from_file(file, is_dry_run=dry_run, database_url=database))


@cli.command()
def corrections(
    *,
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="Only where extraction now says something else.")
    ] = False,
    database: DatabaseUrl = None,
) -> None:
    """List the decisions that stand, after those that extraction has come apart from since."""
    from app.cli.correcting import print_corrections

    raise typer.Exit(print_corrections(only_conflicts=conflicts, database_url=database))


@cli.command()
def migrate(*, database: DatabaseUrl = None) -> None:
    """Bring the database to the schema of this version; an embedded database is made where there is none."""
    from app.cli.configuration import read_settings
    from app.store.database import Database
    from app.store.schema import migrate as bring_up_to_date

    with Database(read_settings(database_url=database).database_url) as target:
        bring_up_to_date(target)
    typer.echo(f"{target} has the schema of this version")


@cli.command()
def restore_epoch(*, database: DatabaseUrl = None) -> None:
    """Begin another epoch of the feed of changes: run it once after a backup was restored.

    Whoever follows the feed may have seen changes that the backup does not hold. With another epoch every
    older cursor answers 410 and says how to start over, instead of missing them in silence.
    """
    from app.cli.feeding import restore_epoch as begin_epoch

    begin_epoch(database)


@cli.command()
def prune_changes(
    before: Annotated[int, typer.Argument(min=1, help="The number that the feed begins with afterwards.")],
    *,
    database: DatabaseUrl = None,
) -> None:
    """Forget the changes with numbers below BEFORE; cursors that lie before it answer 410.

    Example:

    `communique prune-changes 250000`
    """
    from app.cli.feeding import prune_changes as prune

    prune(before, database)


@cli.command()
def export(
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            file_okay=False, metavar="DIR", help="Folder to put it in; else COMMUNIQUE_EXPORTS_DIR."
        ),
    ] = None,
    database: DatabaseUrl = None,
) -> None:
    """Write what is served to files: SQLite, Parquet, CSV and JSON lines, of one moment.

    Each export is a folder of its own, named after the day and the number of the feed it holds, and never
    changes: `datapackage.json` in it describes every file. The service offers it under /v1/exports, and
    `communique serve --database` serves its SQLite file.

    Example:

    `communique export --output exports/`
    """
    from app.cli.exporting import export_database

    export_database(output, database)


@cli.command()
def serve(
    *,
    host: Annotated[str | None, typer.Option(help="Address to listen on; else COMMUNIQUE_HOST.")] = None,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="Port to listen on, 0 for a free one; else COMMUNIQUE_PORT."),
    ] = None,
    database: ServedDatabase = None,
) -> None:
    """Serve the REST API. Documentation is at /docs, the contract at /openapi.yaml.

    Refuses to start on a database of another version's schema. A file that is named without `sqlite:///` is
    only read: nothing is written to it or beside it.

    Examples:

    `communique serve --port 8080 --database postgresql://localhost/communique`

    `communique serve --database communique-2026-11-24-f78d63f4-94.sqlite`
    """
    from app.cli.configuration import read_settings, to_read_only
    from app.serving import serve as serve_api

    serve_api(read_settings(host=host, port=port, database_url=to_read_only(database)))


@cli.command()
def openapi(
    *,
    output: Annotated[
        Path | None, typer.Option(dir_okay=False, writable=True, help="File to write instead of printing.")
    ] = None,
) -> None:
    """Print the OpenAPI document of the API as YAML.

    Example:

    `communique openapi --output openapi.yaml`
    """
    from app.api.contract import render_yaml

    document = render_yaml()
    if output is None:
        typer.echo(document, nl=False)
    else:
        output.write_text(document, encoding="utf-8")
