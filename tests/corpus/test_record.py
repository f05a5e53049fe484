"""The record of acts against what extraction finds in the samples now."""

from tests.corpus.record import SAMPLES, compare, find_extracts, load_record


def test_the_record_holds_what_is_found_in_the_samples() -> None:
    record = load_record()
    differences = [
        found
        for statement, extract in find_extracts([SAMPLES])
        for found in compare(statement, extract, record.get(statement, {}))
    ]
    assert differences == [], "look at `make corpus`, then `make corpus RECORD=1`"


def test_an_act_that_is_no_longer_found_is_told_as_lost() -> None:
    statement, extract = next(find_extracts([SAMPLES]))
    before = {**load_record()[statement], "0-10": "pledge promised strong positive"}
    lost = [found for found in compare(statement, extract, before) if found.mark == "-"]
    assert [found.words for found in lost] == [" ".join(extract.statement.text.content[:10].split())]
