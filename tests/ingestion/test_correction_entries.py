"""Files of corrections: what is read, and what is refused, with the line and with what was probably meant."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.errors import CorrectionError
from app.ingestion.correction_entries import load_entries
from app.vocabulary import Stage

ENTRY = {"act": "plg_aaaaaaaaaaaa", "decision": "correct", "author": "A. Reader", "reason": "it is done"}


def write(folder: Path, *entries: Any) -> Path:
    path = folder / "corrections.jsonl"
    path.write_text("\n".join(each if isinstance(each, str) else json.dumps(each) for each in entries))
    return path


def test_entries_come_with_their_lines_and_blank_ones_are_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path, "", {**ENTRY, "fields": {"stage": "done"}}, "", {**ENTRY, "decision": "reject"})

    first, second = load_entries(path)

    assert (first.number, second.number) == (2, 4)
    assert dict(first.entry.fields.items()) == {"stage": Stage.DONE}
    assert dict(second.entry.fields.items()) == {}


def test_null_is_a_value_only_where_there_may_be_none(tmp_path: Path) -> None:
    (line,) = load_entries(write(tmp_path, {**ENTRY, "fields": {"object": None}}))
    assert dict(line.entry.fields.items()) == {"object": None}
    with pytest.raises(CorrectionError, match=r"fields\.verb"):
        load_entries(write(tmp_path, {**ENTRY, "fields": {"verb": None}}))


A_DEADLINE = {"text": "by 2030", "kind": "date"}


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("{", "line 1: Invalid JSON: EOF while parsing"),
        ([], "line 1: Input should be an object"),
        ({**ENTRY, "auther": "A"}, "line 1: there is no `auther`; did you mean `author`?"),
        ({**ENTRY, "fields": {"stag": "done"}}, "line 1: fields: there is no `stag`; did you mean `stage`?"),
        ({**ENTRY, "fields": {"zzz": 1}}, "line 1: fields: there is no `zzz`; known are quote, stage"),
        ({**ENTRY, "fields": {"stage": "over"}}, "line 1: fields.stage: Input should be 'promised'"),
        ({**ENTRY}, "line 1: `fields` go with the decision `correct`, which needs some"),
        ({**ENTRY, "decision": "reject", "fields": {"stage": "done"}}, "line 1: `fields` go with"),
        ({**ENTRY, "decision": "reject", "correction": "x"}, "line 1: `correction` goes with"),
        ({**ENTRY, "decision": "reject", "reason": " "}, "line 1: reason: String should have at least 1"),
        ({**ENTRY, "decision": "reject", "author": "a\x00"}, "line 1: author: String should match"),
        ({**ENTRY, "fields": {"actors": [{"text": None}]}}, "line 1: fields.actors.0: neither `id` nor"),
        (
            {**ENTRY, "fields": {"deadlines": [{**A_DEADLINE, "rol": "due"}]}},
            "line 1: fields.deadlines.0: there is no `rol`; did you mean `role`?",
        ),
        (
            {**ENTRY, "fields": {"deadlines": [{**A_DEADLINE, "latest": 20300101}]}},
            "line 1: fields.deadlines.0.latest: must be a day of the calendar, written YYYY-MM-DD",
        ),
        (
            {
                **ENTRY,
                "fields": {"deadlines": [{**A_DEADLINE, "earliest": "2031-01-01", "latest": "2030-01-01"}]},
            },
            "line 1: fields.deadlines.0: `earliest` is after `latest`",
        ),
    ],
)
def test_what_is_wrong_is_told_with_line_and_field(tmp_path: Path, entry: Any, fault: str) -> None:
    with pytest.raises(CorrectionError) as refused:
        load_entries(write(tmp_path, entry))
    assert str(refused.value).startswith(fault)


def test_every_line_at_fault_is_named(tmp_path: Path) -> None:
    good = {**ENTRY, "decision": "confirm"}
    with pytest.raises(CorrectionError) as refused:
        load_entries(write(tmp_path, "no", good, {"act": "plg_a"}))
    assert [line.split(":")[0] for line in str(refused.value).split("\n")] == ["line 1", "line 3"]
