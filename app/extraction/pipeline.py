"""A statement's text -> its acts. The story of extraction: segment, parse, walk, assemble."""

from collections.abc import Iterable, Iterator

from app.extraction.assemble import Assembly
from app.extraction.contributions import find_contributors
from app.extraction.mentions import name_those_asked
from app.extraction.parse import parse_texts
from app.extraction.segments import Segment, segment_statement
from app.extraction.standings import Standings
from app.extraction.style import reads_as_report, says_nothing_of_us, speaks_of_us
from app.extraction.subjects import Listener
from app.extraction.tree import Doc
from app.extraction.walk import Walk
from app.model import Act, Statement
from app.resolution.abbreviations import find_abbreviations, find_bare_nouns
from app.resolution.speakers import Speaker


def extract_acts(statement: Statement, speaker: Speaker) -> tuple[Act, ...]:
    """The pledges and calls of a statement, in the order of its text. Pure: the same statement and speaker
    give the same acts.
    """
    (acts,) = extract_each([(statement, speaker)])
    return acts


def extract_each(spoken: Iterable[tuple[Statement, Speaker]]) -> Iterator[tuple[Act, ...]]:
    """The acts of each statement, in their order; all are parsed as one stream, so that many short ones cost
    what a long one does.
    """
    tasks = [(statement, speaker, segment_statement(statement)) for statement, speaker in spoken]
    docs = parse_texts(
        segment.text(statement.text.content) for statement, _, segments in tasks for segment in segments
    )
    for statement, speaker, segments in tasks:
        parsed = zip(segments, docs, strict=False)  # takes as many as there are segments
        yield tuple(name_those_asked(_find_acts(statement, speaker, parsed)))


def _find_acts(
    statement: Statement, speaker: Speaker, parsed: Iterable[tuple[Segment, Doc]]
) -> Iterator[Act]:
    content = statement.text.content
    contributors = find_contributors(statement, speaker.registry)
    is_report = reads_as_report(content)
    is_known = bool(speaker.issuers or speaker.unknown or contributors or is_report)
    listener = Listener(
        Standings(speaker, contributors, find_bare_nouns(content), find_abbreviations(content)),
        hears_report=is_report,
        speaks_of_us=speaks_of_us(content),
        hears_nobody=not is_known and says_nothing_of_us(content),
    )
    for segment, doc in parsed:
        lead = segment.lead
        if listener.hears_nobody and lead is not None and lead.rule == "opening.imperative":
            continue  # a button, or what readers are told
        listener.begin(
            passage=segment.passage,
            subject_is_supplied=bool(segment.prefix) and segment.locate(0) is None,
            label=lead.named.quote(content) if lead is not None and lead.named is not None else "",
        )
        findings = Walk(doc, listener).run()
        yield from Assembly(content, segment, doc).assemble(findings)
