"""Every statement at hand -> the acts found in it, beside those recorded before: what a change of the rules
gains, loses and changes, as sentences.

Run by `make corpus`; `make corpus RECORD=1` writes the new record. The record holds places and kinds, never
words of a statement.
"""

import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from app.evaluation.prediction import Extract, extract_document
from app.model import Document, Overrides, ResolvedAct, Span
from app.registry import load_registry
from app.sources.folder import list_documents

ROOT = Path(__file__).parents[2]
RECORD = Path(__file__).parent / "recorded.json"
SAMPLES = ROOT / "samples" / "statements"
SHARED = ROOT.parent / "shared" / "statements"
LARGEST_BYTES = 50 * 1024 * 1024

Record = dict[str, dict[str, str]]
"""By statement (file, and its number in the file) the acts: by `start-end` what they are."""


class Difference(NamedTuple):
    """What became of an act: `mark` is + for gained, - for lost, ~ for changed."""

    statement: str
    mark: str
    words: str
    before: str
    now: str


def find_extracts(folders: list[Path]) -> Iterator[tuple[str, Extract]]:
    """The name and the extract of every statement of the folders, in order."""
    registry = load_registry()
    for document in list_documents([str(folder) for folder in folders], Overrides(), LARGEST_BYTES):
        if isinstance(document, Document):
            for number, extract in enumerate(extract_document(document, registry), 1):
                yield f"{Path(document.name).name}#{number}", extract


def record_extract(extract: Extract) -> dict[str, str]:
    """The acts of one statement, with the digest of the text their places count in."""
    acts = {f"{act.act.span.start}-{act.act.span.end}": _describe(act) for act in extract.acts}
    return {"text": sha256(extract.statement.text.content.encode()).hexdigest()[:16], **acts}


def compare(statement: str, extract: Extract, before: dict[str, str]) -> Iterator[Difference]:
    """What differs from the record, in the order of the text; of a text that changed only that it did."""
    now = record_extract(extract)
    if before and before["text"] != now["text"]:
        yield Difference(statement, "~", "(the text itself changed; its acts are not compared)", "", "")
        return
    for place in sorted({*before, *now} - {"text"}, key=lambda place: int(place.partition("-")[0])):
        was, is_now = before.get(place, ""), now.get(place, "")
        if was != is_now:
            start, _, end = place.partition("-")
            words = " ".join(Span(int(start), int(end)).quote(extract.statement.text.content).split())
            mark = "+" if not was else "-" if not is_now else "~"
            yield Difference(statement, mark, words, was, is_now)


def load_record() -> Record:
    """The record as it was written last."""
    record: Record = json.loads(RECORD.read_text(encoding="utf-8"))
    return record


def main(arguments: list[str]) -> None:
    """Print the differences, and write the record anew when asked to; statements that are not at hand stay
    as they are in it.
    """
    record = load_record()
    tally = {"+": 0, "-": 0, "~": 0}
    for statement, extract in find_extracts([folder for folder in (SAMPLES, SHARED) if folder.is_dir()]):
        for found in compare(statement, extract, record.get(statement, {})):
            tally[found.mark] += 1
            print(f"{found.mark} {found.statement}  [{found.before or found.now}] {found.words}")
            if found.mark == "~" and found.now:
                print(f"    now [{found.now}]")
        record[statement] = record_extract(extract)
    print(f"{tally['+']} gained, {tally['-']} lost, {tally['~']} changed")
    if "--write" in arguments:
        RECORD.write_text(json.dumps(record, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def _describe(resolved: ResolvedAct) -> str:
    act = resolved.act
    return " ".join(filter(None, (act.kind, act.stage, act.firmness, act.polarity)))


if __name__ == "__main__":
    main(sys.argv[1:])
