"""Items that say no more than what is to be done: `Training nurses in the valleys;`, `To train nurses`."""

from app.extraction.complements import CUE_CLASSES, look_through
from app.extraction.findings import Licence
from app.extraction.grammar import is_infinitive, object_of
from app.extraction.licences.directives import directive_at
from app.extraction.licences.scene import Scene
from app.extraction.openings import goes_on_with_clause
from app.extraction.parse import lemma_of, pos_of
from app.extraction.tree import Doc
from app.vocabulary import Firmness

_SHORTEST_ITEM = 6  # tokens; what is shorter is a heading or a button
_CAPITAL_IN_TITLES = 4  # letters of a word that is no "and" or "the"
_LATEST_VERB = 2  # "To urgently train"


def gerund_item(scene: Scene) -> Licence | None:
    """`Training nurses in the valleys;`: an item that says no more than what is to be done. Recitals, which
    say in the same form what the issuers think of, close with a comma.
    """
    head, doc = scene.head, scene.head.doc
    if (
        head.tag_ != "VBG"
        or head.dep_ != "ROOT"
        or scene.clause.subject is not None
        or scene.clause.auxiliaries
    ):
        return None
    is_opening = head.i == 0 or (head.i == 1 and pos_of(doc[0]) == "ADV")
    if not is_opening or len(doc) < _SHORTEST_ITEM or doc[-1].text in (",", "?", ":"):
        return None
    if scene.is_any("recital") or _speaks(scene) or _is_titled(doc):
        return None
    if not any(c.dep_ in ("dobj", "prep", "xcomp", "ccomp", "prt", "advmod") for c in head.rights):
        return None
    return scene.pledge("opening.gerund", look_through(head, Firmness.STRONG))


def _is_titled(doc: Doc) -> bool:
    """`Widening Our Work on Ports and Supply Chains`: in the capitals of a heading."""
    is_closed = doc[-1].text in (".", ";")
    return not is_closed and all(
        word.text[0].isupper() for word in doc[1:] if len(word) >= _CAPITAL_IN_TITLES
    )


def _speaks(scene: Scene) -> bool:
    """Whether the verb is one of saying rather than of doing; `pressing ahead with` is one of doing."""
    if scene.is_any("look_through", "performative") or lemma_of(scene.head) == "press":
        return False
    return scene.is_any(*CUE_CLASSES)


def infinitive_item(scene: Scene) -> Licence | None:
    """`To train nurses in the valleys;`, `To ask the secretariat to report;`: an item or operative paragraph
    that says no more than what is to be done.
    """
    head, doc = scene.head, scene.head.doc
    is_opening = doc[0].text == "To" and head.i <= _LATEST_VERB and is_infinitive(head)
    if not is_opening or head.dep_ != "ROOT" or head.tag_ != "VB" or scene.clause.subject is not None:
        return None
    if len(doc) < _SHORTEST_ITEM or doc[-1].text in (",", "?", ":"):
        return None
    if goes_on_with_clause(doc.text(0, len(doc) - 1)):
        return None
    if (licence := directive_at(head, scene)) is not None:
        return licence
    if object_of(head) is None or scene.is_any("addresses_reader") or _speaks(scene):
        return None
    return scene.pledge("opening.infinitive", look_through(head, Firmness.STRONG))
