"""Must, should, need to: said of somebody else a call, of the issuers a pledge of medium firmness, of a thing
nothing.
"""

from app.extraction.complements import Complement, complement_of, look_through
from app.extraction.findings import Licence
from app.extraction.grammar import is_nobody, is_passive
from app.extraction.lexicon import load_lexicon
from app.extraction.licences.scene import BE, DUTY, FINITE_PRESENT, Scene
from app.extraction.naming import is_known
from app.extraction.parse import lemma_of
from app.extraction.standings import SubjectKind
from app.extraction.tree import Token
from app.vocabulary import ActKind, Firmness


def duty(scene: Scene) -> Licence | None:
    """`Russia must comply`, `all states should ratify`, `we need to invest`. Under `decides that`, what
    should be is decided.
    """
    clause = scene.clause
    cue = clause.aux(*DUTY) or _verb_of_duty(scene)
    if cue is None or scene.is_decided or (clause.subject is not None and cue.i < clause.subject.i):
        return None  # "should they fail" is a condition
    rule = load_lexicon().find("deontic", cue)
    content = clause.head if cue != clause.head else complement_of(cue, Firmness.STRONG).first_verb
    if rule is None or rule.firmness is None or content is None:
        return None
    if _is_to_be_held(scene):
        return scene.pledge("pledge.own_obligation", Complement(content, Firmness.MEDIUM))
    complement = look_through(content, rule.firmness)
    is_spoken_to = scene.listener.is_spoken_to(clause.subject)
    if (scene.binds or _is_own_body(scene)) and not is_spoken_to:
        medium = Complement(complement.content, Firmness.MEDIUM, trail=complement.trail)
        return scene.pledge("pledge.own_obligation", medium)
    is_view = clause.overlay is not None or not is_known(clause.subject, scene.standings)
    is_state_of_things = lemma_of(content) in ("remain", "be") and is_view
    is_told = clause.overlay is not None and load_lexicon().has("informing", clause.overlay.matrix)
    if not (scene.kind is SubjectKind.OUTSIDER or is_spoken_to) or is_passive(content) or is_told:
        return None
    if is_state_of_things or (is_nobody(clause.subject) and lemma_of(content) == "have"):
        return None  # "no country should have to choose"
    if clause.subject is not None and load_lexicon().has("document_noun", clause.subject):
        return None  # "this communiqué should guide our work"
    return Licence(
        rule=rule.id,
        kind=ActKind.CALL,
        stage=None,
        firmness=rule.firmness,
        content=complement.content or content,
        cue=cue,
        addressee=clause.subject,
    )


def _is_to_be_held(scene: Scene) -> bool:
    """`There should be further talks between our officials`: nobody is asked to hold them."""
    held = (c for c in scene.head.rights if c.dep_ == "attr")
    is_wanted = scene.says_there_is and scene.clause.aux("should") is not None
    return is_wanted and any(load_lexicon().has("occasion_noun", noun) for noun in held)


def _is_own_body(scene: Scene) -> bool:
    """`The platform should promote trade`: what they set up, and has people who can do so."""
    subject = scene.clause.subject
    is_staffed = subject is not None and load_lexicon().has("staffed_noun", subject)
    return scene.kind is SubjectKind.INSTRUMENT and is_staffed and not scene.is_any("status", "outcome")


def _verb_of_duty(scene: Scene) -> Token | None:
    """`needs to`, `has to` before a verb; `is obligated to`."""
    head = scene.head
    lemma = lemma_of(head)
    if lemma in ("need", "have") and head.tag_ in FINITE_PRESENT and not scene.clause.auxiliaries:
        is_before_to = head.i + 1 < len(head.doc) and head.nbor().lower_ == "to"
        return head if is_before_to else None
    is_obliged = lemma in ("oblige", "obligate") and head.tag_ in ("VBN", "JJ")
    return head if is_obliged and scene.clause.aux(*BE) else None
