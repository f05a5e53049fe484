"""A statement's text -> its acts. The story of extraction: segment, parse, walk, assemble."""

from collections.abc import Iterator

from app.extraction.assemble import Assembly
from app.extraction.clauses import Walk
from app.extraction.parse import parse_texts
from app.extraction.segments import segment_statement
from app.extraction.style import reads_as_report
from app.extraction.subjects import Listener
from app.model import Act, Statement
from app.resolution.speakers import Speaker


def extract_acts(statement: Statement, speaker: Speaker) -> tuple[Act, ...]:
    """The pledges and calls of a statement, in the order of its text. Pure: the same statement and speaker
    give the same acts.
    """
    return tuple(_iterate(statement, speaker))


def _iterate(statement: Statement, speaker: Speaker) -> Iterator[Act]:
    content = statement.text.content
    segments = segment_statement(statement)
    listener = Listener(speaker, hears_report=reads_as_report(content))
    for segment, doc in zip(
        segments, parse_texts(segment.text(content) for segment in segments), strict=True
    ):
        lead = segment.lead
        listener.begin(
            subject_is_supplied=lead is None and bool(segment.prefix),
            label=lead.prefix.strip() if lead is not None and lead.is_label else "",
        )
        findings = Walk(doc, listener).run()
        yield from Assembly(content, segment, doc).assemble(findings)
