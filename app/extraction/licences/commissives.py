"""Verbs that bind by being said: `commit to`, `agree to`, `intend to`, `underline our commitment to`."""

import calendar
import re
from dataclasses import replace

from app.extraction.complements import (
    Complement,
    addressee_of,
    commitment_object,
    complement_of,
    complement_of_aim,
    counted,
    is_taken_for_adjective,
    look_through,
)
from app.extraction.findings import Licence
from app.extraction.grammar import (
    auxiliaries_of,
    is_infinitive,
    is_passive,
    object_of,
    prepositional_object,
)
from app.extraction.lexicon import load_lexicon
from app.extraction.licences.directives import directive_at
from app.extraction.licences.scene import BE, FINITE_PRESENT, FUTURE, PERFECT, Scene
from app.extraction.noun_phrases import bodies_of
from app.extraction.parse import lemma_of
from app.extraction.standings import SubjectKind
from app.extraction.subclauses import infinitive_after, that_clause
from app.extraction.tree import Token
from app.vocabulary import ActKind, Firmness, Stage

_MONTHS = "|".join(calendar.month_name[1:])
_PAST_TIME = re.compile(
    rf"in (?:{_MONTHS})|in (?:\w+ )?(?:19|20)\d\d|(?:in )?(?:the )?last \w+|previously|earlier|\w+ \w+ ago"
    r"|in the past",
    re.I,
)

_THANKING = ("thank", "congratulate", "commend")
_PERMITTING = ("may", "might", "can", "could")


def commissive(scene: Scene) -> Licence | None:
    """`commit to`, `agree to V`, `intend to V`, in any tense of this meeting's own report."""
    rule = scene.cue("commissive")
    is_bound = scene.binds or _binds_us(scene) or _is_aim_of_instrument(scene)
    if (
        rule is None
        or rule.firmness is None
        or not is_bound
        or (is_passive(scene.head) and not _are_agreed(scene))
    ):
        return None
    is_told = scene.is_past_perfect or is_history(scene.head)
    if is_told or scene.is_any("stance") or _is_said_of_others(scene):
        return None
    complement = _complement_committed_to(scene, rule.firmness)
    if complement.first_verb is not None and lemma_of(complement.first_verb) in _THANKING:
        return None
    if (said := said_by_deciding(complement.first_verb, scene)) is not None:
        return said
    if complement.content is None and scene.is_any("guarantees") and object_of(scene.head) is not None:
        return scene.pledge(rule.id, complement)
    if complement.content is None or _says_it_in_clause(scene.head, complement.content):
        return None
    if complement.is_nominal and not (scene.is_any("commits_to_nouns", "aims_at") or _agrees_to_goal(scene)):
        return None
    return scene.pledge(rule.id, complement)


def _are_agreed(scene: Scene) -> bool:
    """`The two sides are agreed to V`: at one in it."""
    return (
        lemma_of(scene.head) == "agree"
        and scene.clause.aux(*BE) is not None
        and scene.kind is SubjectKind.ISSUER
    )


def _complement_committed_to(scene: Scene, firmness: Firmness) -> Complement:
    """What one commits to, also where the parser took its verb for an adjective, or where it is a goal."""
    if scene.is_any("aims_at"):
        return _complement_aimed_at(scene.head, firmness)
    seen = prepositional_object(scene.head, "on", "upon")
    if seen is not None and load_lexicon().has("view_noun", seen):
        return _agreed_besides(scene.head, firmness)
    complement = complement_of(scene.head, firmness)
    if complement.is_nominal and not scene.is_any("commits_to_nouns") and lemma_of(scene.head) != "agree":
        misread = (t for t in scene.head.doc[scene.head.i + 2 :] if is_taken_for_adjective(t, scene.head))
        complement = next((look_through(verb, firmness) for verb in misread), complement)
    if complement.content is None and _agrees_to_goal(scene):
        return Complement(scene.head, firmness, is_nominal=True)
    return complement


def _agreed_besides(verb: Token, firmness: Firmness) -> Complement:
    """`agree on the need for a review, and to V`: what is to be done, beside how things are seen."""
    beside = next((c for c in verb.rights if c.dep_ == "conj" and is_infinitive(c)), None)
    return look_through(beside, firmness) if beside is not None else Complement(None, firmness)


def said_by_deciding(verb: Token | None, scene: Scene) -> Licence | None:
    """`decides to call on all states to V`, `agreed to task the secretariat to V`: called and tasked by
    saying so; to `invite` or `request` an outsider is still to be done.
    """
    is_directive = verb is not None and load_lexicon().has_any(("directive", "tasking"), verb)
    said = directive_at(verb, scene) if verb is not None and is_directive else None
    if verb is None or said is None or (said.addressee is None and said.actor is None):
        return None
    return said if said.kind is ActKind.PLEDGE or load_lexicon().has("urging", verb) else None


def _says_it_in_clause(verb: Token, content: Token) -> bool:
    """`agree that more is needed to end this`, `decide that the fund shall be used to end this`: what is to
    be done is the clause's to say.
    """
    under = that_clause(verb)
    if under is None or not under.is_ancestor(content):
        return False
    return lemma_of(verb) == "agree" or any(
        aux.lower_ in (*FUTURE, *_PERMITTING, "must") for aux in auxiliaries_of(under)
    )


def _is_said_of_others(scene: Scene) -> bool:
    """`We expect these works to shield the valley`, a directive verb said of a thing; `a dialogue aimed at
    V-ing`.
    """
    is_described = scene.is_any("aims_at") and scene.head.tag_ == "VBN"
    is_expected = scene.is_any("directive") and addressee_of(scene.head) is not None
    return is_described or is_expected


def _binds_us(scene: Scene) -> bool:
    """`The Compact commits us to V`: an instrument of the issuers speaks for them."""
    bound = object_of(scene.head) if scene.kind is SubjectKind.INSTRUMENT else None
    return bound is not None and bound.lower_ == "us"


def _is_aim_of_instrument(scene: Scene) -> bool:
    """`The partnership aims to halve the waste`: what those who made it undertake; what a text is meant to
    bring about, nobody does.
    """
    subject = scene.clause.subject
    is_text = subject is not None and load_lexicon().has("document_noun", subject)
    is_present = scene.head.tag_ in FINITE_PRESENT and infinitive_after(scene.head) is not None
    return scene.kind is SubjectKind.INSTRUMENT and is_present and not is_text


def _complement_aimed_at(verb: Token, firmness: Firmness) -> Complement:
    """`aim at V-ing`, `strive for N`."""
    target = prepositional_object(verb, "at", "for")
    if target is None:
        return complement_of(verb, firmness)
    return Complement(target if target.tag_ == "VBG" else verb, firmness, is_nominal=target.tag_ != "VBG")


def is_history(verb: Token) -> bool:
    """`We undertook in 2019 to V`, `last year, we agreed to V`: told of another time, not of this meeting
    (settled case 7).
    """
    if verb.tag_ != "VBD":
        return False
    if any(c.dep_ == "advcl" and c.tag_ in ("VBD", "VBN") and _opens_with_when(c) for c in verb.lefts):
        return True  # "when the pact was first announced, we pledged to V"
    times = (c for c in verb.children if c.dep_ in ("npadvmod", "prep", "advmod") and c.i < verb.i + 3)
    return any(_PAST_TIME.fullmatch(verb.doc.text(c.left_edge.i, c.right_edge.i)) for c in times)


def _opens_with_when(clause: Token) -> bool:
    return any(child.lower_ == "when" for child in clause.lefts)


def _agrees_to_goal(scene: Scene) -> bool:
    """`agree to the goal of V-ing`, `agree to the following measures`, `agree on the creation of N`: what is
    agreed is to be done.
    """
    goal, thing = (prepositional_object(scene.head, preposition) for preposition in ("to", "on"))
    target = goal if goal is not None else thing
    kinds = ("creation_noun", "goal_noun", "own_instrument_noun") if goal is not None else ("creation_noun",)
    if target is None or scene.kind is not SubjectKind.ISSUER:
        return False
    return any(load_lexicon().has_any(kinds, noun) for noun in (target, counted(target)))


def announcing(scene: Scene) -> Licence | None:
    """`underline our commitment to V`, `announce our intention to V`: a pledge, as firm as the noun (settled
    case 3).
    """
    if not scene.binds or not scene.is_any("announcing"):
        return None
    lexicon = load_lexicon()
    nouns = ("commitment_noun",)
    noun = commitment_object(scene.head, nouns=nouns) or _owned_beside(scene.head) or object_of(scene.head)
    if noun is None:
        return None
    cue = lexicon.find("commitment_noun", noun) or lexicon.find("announced_noun", noun)
    if cue is None or (lemma_of(scene.head) == "note" and not _is_owned_resolve(noun)):
        return None
    if any(scene.listener.classify(body) is SubjectKind.OUTSIDER for body in bodies_of(noun)):
        return None  # "underlines the obligation of the rebels to V"
    complement = complement_of(noun, cue.firmness or Firmness.STRONG)
    if complement.content is None and cue.firmness is Firmness.WEAK:
        return None  # "expressed interest in the reform"
    announced = complement.or_verb(scene.head)
    is_standing = any(lexicon.has("standing_adjective", child) for child in noun.lefts)
    is_standing = is_standing or (announced.is_nominal and scene.is_any("emphasis"))
    if is_standing and cue.firmness is not Firmness.WEAK:
        said = scene.pledge("reaffirmation.standing", announced, stage=Stage.REAFFIRMED)
    else:
        said = scene.pledge("pledge.announced_commitment", announced)
    return replace(said, actor=scene.whose(noun))


def _owned_beside(cue: Token) -> Token | None:
    """`their determination` of "expressed their thanks to the hosts and their determination to V", hung on
    the hosts.
    """
    owners = (t for t in cue.doc[cue.i + 2 :] if t.tag_ == "PRP$" and t.nbor(-1).lower_ == "and")
    owned = (t.head for t in owners if t.head.dep_ == "conj" and cue.is_ancestor(t))
    return next((noun for noun in owned if load_lexicon().has("commitment_noun", noun)), None)


def _is_owned_resolve(noun: Token) -> bool:
    """`noted their determination to V`; one notes the plans and decisions of others."""
    is_own = any(child.lower_ in ("our", "their", "its") for child in noun.lefts)
    return is_own and load_lexicon().has("commitment_noun", noun)


def setting_goal(scene: Scene) -> Licence | None:
    """`set a goal of V-ing`, `set ourselves the target to V`, `share an objective to V`."""
    head = scene.head
    is_other_time = any(aux.lower_ not in PERFECT for aux in scene.clause.auxiliaries)
    if lemma_of(head) not in ("set", "share") or is_other_time or scene.kind is not SubjectKind.ISSUER:
        return None
    objects = (child for child in head.rights if child.dep_ == "dobj")
    target = next((noun for noun in objects if load_lexicon().has("goal_noun", noun)), None)
    rule = load_lexicon().find("goal_noun", target) if target is not None else None
    if target is None or rule is None:
        return None
    complement = complement_of_aim(target, rule.firmness or Firmness.MEDIUM)
    if complement.first_verb is None and lemma_of(head) == "share":
        return None  # "share the goal of a lasting peace"
    return scene.pledge(rule.id, complement.or_verb(head))
