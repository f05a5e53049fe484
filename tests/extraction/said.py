"""Sentences -> what extraction makes of them, for tests that give a sentence and expect acts."""

from datetime import date
from functools import lru_cache

from app.extraction import extract_acts
from app.model import Act, Header, Issuer, Passage, Span, Statement, Text
from app.registry import load_registry
from app.resolution.speakers import Speaker, build_speaker
from app.vocabulary import ActKind, PassageKind, Stage


@lru_cache
def a_speaker(*issuers: str) -> Speaker:
    """Who speaks: nobody known, or these actors, on 1 June 2022."""
    named = tuple(Issuer(name=issuer, actor=issuer) for issuer in issuers)
    return build_speaker(Header(issuers=named, adopted=date(2022, 6, 1)), load_registry())


def a_statement_of(*passages: str | tuple[str, int]) -> Statement:
    """A statement of paragraphs; a pair of words and level is a list item, `# ` opens a heading."""
    content, made = "", []
    for ordinal, passage in enumerate(passages):
        words, level = passage if isinstance(passage, tuple) else (passage, 0)
        kind = PassageKind.LIST_ITEM if level else PassageKind.PARAGRAPH
        if words.startswith("# "):
            words, kind = words[2:], PassageKind.HEADING
        content += "\n\n" if content else ""
        span = Span(len(content), len(content) + len(words))
        content += words
        made.append(Passage(ordinal=ordinal, kind=kind, span=span, level=level))
    return Statement(header=Header(), text=Text(content), passages=tuple(made))


def acts_of(*passages: str | tuple[str, int], by: tuple[str, ...] = ()) -> tuple[Act, ...]:
    """The acts of those passages."""
    return extract_acts(a_statement_of(*passages), a_speaker(*by))


def coded(act: Act) -> list[str]:
    """Kind as coders name it, firmness and words; `negative` is added where it is so."""
    kinds = {Stage.PROMISED: "pledge", Stage.REAFFIRMED: "reaffirmation"}
    kind = "call" if act.kind is ActKind.CALL else kinds.get(act.stage or Stage.DONE, "measure")
    return [kind, str(act.firmness), act.quote, *(["negative"] if act.polarity == "negative" else [])]
