"""One document -> its statements: this file tells the story of reading, in order."""

from dataclasses import replace

from app.model import Document, Statement
from app.reading.furniture import remove_furniture
from app.reading.header.facts import find_header
from app.reading.instruments import split_instruments
from app.reading.layout.formats import parse_layout
from app.reading.mending import mend_blocks
from app.reading.notes import separate_notes
from app.reading.passages import assemble
from app.reading.structure import outline_blocks
from app.registry.facts import Registry


def read_document(document: Document, registry: Registry) -> tuple[Statement, ...]:
    """The statements in a document, mostly one. Raises DocumentError when it holds none that can be read."""
    layout = parse_layout(document.content)
    blocks = mend_blocks(remove_furniture(separate_notes(layout.blocks)))
    instruments = split_instruments(blocks)
    declared = layout.declared if len(instruments) == 1 else replace(layout.declared, title=None, number=None)
    statements = []
    for instrument in instruments:
        text, passages = assemble(outline_blocks((*instrument.removed, *instrument.blocks)))
        header, doubts = find_header(instrument, declared, document.overrides, registry)
        statements.append(Statement(header, text, passages, (*layout.doubts, *doubts)))
    return tuple(statements)
