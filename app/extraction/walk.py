"""A parse -> findings: walks the clauses that can hold an act, asks the licences, and follows coordination.

Which words open a clause is asked of `clauses.py`; a `that` clause is visited under a verb that passes it on.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from app.extraction.clauses import is_misread_as_relative, is_pointed_at, is_recital, opens_clause
from app.extraction.complements import (
    Complement,
    is_directed,
    look_through,
    speaks_again,
    weak_rule,
)
from app.extraction.continuation import (
    follows_comma,
    goes_on_inside,
    stays_as_is,
)
from app.extraction.coordination import Series, content_series
from app.extraction.edges import clause_start, conjuncts_of, left_edge, without_to
from app.extraction.findings import Clause, Finding, Licence, Overlay, read_clause, with_overlay
from app.extraction.grammar import (
    agent_of,
    auxiliaries_of,
    is_impersonal,
    is_negated,
    is_subordinate,
    is_verb,
    object_of,
    subject_of,
)
from app.extraction.lexicon import load_lexicon
from app.extraction.licences import license_clause
from app.extraction.licences.decisions import decision_told_by
from app.extraction.licences.scene import Scene
from app.extraction.misplaced import CONJUNCTIONS, FARTHEST_CUE, is_cue_hung_low
from app.extraction.noun_phrases import bodies_of, is_actor, is_ours
from app.extraction.parse import lemma_of
from app.extraction.standings import BINDING, SubjectKind
from app.extraction.subclauses import infinitive_after, said_after, that_clause
from app.extraction.subjects import Listener
from app.extraction.tree import Doc, Token
from app.vocabulary import ActKind, Firmness, Stage

_UNNAMED = frozenset({SubjectKind.ISSUER, SubjectKind.THING, SubjectKind.COMMITMENT, SubjectKind.NOBODY})
"""Subjects that leave the issuers as those who act: themselves, a thing done, or nobody named."""


class Walk:
    """One pass over one parse. Collects findings in `findings`; a verb is looked at once."""

    def __init__(self, doc: Doc, listener: Listener) -> None:
        self.doc = doc
        self.listener = listener
        self.findings: list[Finding] = []
        self._visited: set[int] = set()
        self._kinds: dict[int, SubjectKind] = {}

    def run(self) -> list[Finding]:
        """All findings, in the order of the text; a question holds none, nor does a recital."""
        if self.doc[-1].text == "?" or is_recital(self.doc):
            return []
        for token in self.doc:
            if token.i not in self._visited and opens_clause(token, self._classify):
                self.visit(read_clause(token, self._clause_before(token)))
        return sorted(self.findings, key=lambda f: (f.first.i, f.content.i))

    def visit(self, clause: Clause) -> None:
        """Judge one clause, then what is coordinated with it and what it passes on to."""
        head = clause.head
        if head.i in self._visited:
            return
        self._visited.add(head.i)
        kind = self._classify(clause.subject)
        licence = license_clause(Scene(clause, kind, self.listener))
        if licence is not None:
            self._add(clause, licence)
        elif kind in BINDING and is_actor(praised := object_of(head) or head):
            self.listener.last_asked = self._classify(praised)  # "thanked the Board, and requested it to V"
        for conjunct in sorted({*conjuncts_of(head), *self._hung_low(head)}, key=lambda word: word.i):
            if goes_on_inside(conjunct, head):
                continue
            if _goes_on_with_decision(conjunct, clause) or self._is_said_besides(conjunct, clause):
                continue
            if is_verb(conjunct) or subject_of(conjunct) is not None or is_cue_hung_low(conjunct):
                beside = read_clause(conjunct, clause)
                if speaks_again(conjunct):
                    beside = replace(beside, auxiliaries=auxiliaries_of(conjunct))
                if beside.has_own_subject or (
                    _agrees(beside) and (licence is not None or kind is not SubjectKind.INSTRUMENT)
                ):
                    self.visit(beside)
        self._lead_up(clause)
        self._pass_on(clause, kind, licence)

    def _is_said_besides(self, conjunct: Token, clause: Clause) -> bool:
        """`any notion that raids cost nothing, or that we will tire`: a content clause, under no verb of the
        issuers; `recognise that safe ports are vital and will help to cut losses`: what is said of a thing.
        """
        if clause.overlay is None and any(c.dep_ == "mark" and c.lower_ == "that" for c in conjunct.lefts):
            return True
        is_effect = bool(auxiliaries_of(conjunct)) and load_lexicon().has("effect", conjunct)
        if not is_effect or subject_of(conjunct) is not None or is_ours(object_of(conjunct)):
            return False
        under = that_clause(clause.head)
        return under is not None and self._classify(subject_of(under)) is SubjectKind.THING

    def _classify(self, subject: Token | None) -> SubjectKind:
        """The kind of a subject; whom a pronoun means is settled where it stands."""
        if subject is None:
            return SubjectKind.NOBODY
        if subject.i not in self._kinds:
            self._kinds[subject.i] = self.listener.classify(subject)
            self.listener.remember(subject, self._kinds[subject.i])
        return self._kinds[subject.i]

    def _clause_before(self, root: Token) -> Clause | None:
        """`We are alarmed by X, call for Y`, `We held X, are writing Y`: the first, taken for a part."""
        is_finite = root.tag_ in ("VB", "VBP") or bool(auxiliaries_of(root))
        if root.dep_ != "ROOT" or not is_finite or subject_of(root) is not None:
            return None
        first = (*auxiliaries_of(root), root)[0]
        is_parted = first.i > 0 and first.nbor(-1).text == ","
        links = ("ccomp", "advcl") if is_parted else ("ccomp",)
        before = (c for c in root.lefts if c.dep_ in links and subject_of(c) and not is_subordinate(c))
        return next((read_clause(verb) for verb in before), None)

    def _hung_low(self, head: Token) -> Iterator[Token]:
        """Cues of the issuers after the clause's verb that the parser hung on a word inside it."""
        is_present = head.tag_ == "VB" and head.dep_ == "ROOT"  # "Roe and Doe reiterate"
        if head.tag_ in ("VBP", "VBZ", "VBD") or is_present or auxiliaries_of(head):
            is_past = head.tag_ == "VBD"
            yield from (w for w in self._low_cues if w.i > head.i and (is_past or w.tag_ != "VBD"))

    @cached_property
    def _low_cues(self) -> list[Token]:
        joints = (word.i for word in self.doc if word.lower_ in CONJUNCTIONS)
        near = {i for joint in joints for i in range(joint + 1, min(joint + FARTHEST_CUE, len(self.doc)))}
        return [self.doc[i] for i in sorted(near) if is_cue_hung_low(self.doc[i])]

    def _lead_up(self, clause: Clause) -> None:
        """`wish to reaffirm`, `took the opportunity to call on`: the clause of what is said."""
        said = said_after(clause.head)
        if said is not None and not clause.is_negative:
            led_up = replace(clause, head=said, auxiliaries=(), is_negative=is_negated(said))
            overlay = Overlay("embedding.leads_up", None, clause.head, outer=clause.overlay)
            self.visit(with_overlay(led_up, overlay))

    def _pass_on(self, clause: Clause, kind: SubjectKind, licence: Licence | None) -> None:
        """`reiterate that we will`, `agree that X shall`, `emphasize that all countries must`."""
        lexicon, matrix = load_lexicon(), _passing_word(clause.head)
        is_noun = matrix is decision_told_by(clause.head)
        is_told = is_impersonal(matrix) or (matrix is clause.subject and agent_of(clause.head) is None)
        is_decided = (clause.overlay is not None and clause.overlay.is_deciding) or is_told
        if not (is_noun or lexicon.has("passes_on", matrix)) or not (is_decided or kind in BINDING):
            return
        under = that_clause(matrix) or (that_clause(clause.head) if is_noun else None)
        if under is None or (licence is not None and under == licence.content):
            return
        restates, rule = lexicon.has("restates_clause", matrix), "pledge.decided_that"
        overlay = Overlay(
            rule="reaffirmation.verb" if restates else "pledge.decision_reached" if is_noun else rule,
            stage=Stage.REAFFIRMED if restates else None,
            matrix=matrix,
            is_deciding=is_decided or is_noun or lexicon.has("deciding_that", matrix),
            outer=clause.overlay if clause.head.dep_ != "conj" else None,
        )
        decided = with_overlay(read_clause(under), overlay)
        self.visit(decided)
        for conjunct in conjuncts_of(matrix):
            if _goes_on_with_decision(conjunct, clause):
                self.visit(read_clause(conjunct, decided))

    def _add(self, clause: Clause, licence: Licence) -> None:
        above = tuple(verb for _, verb in licence.trail)
        if licence.content != clause.head and clause.head == licence.cue:
            above = (clause.head, *above)
        series = content_series(licence.content, above, is_nominal=licence.is_nominal)
        if _stands_alone(clause, licence):
            series = Series((licence.content,), ())
        contents = [
            c for number, c in enumerate(series.contents) if number == 0 or self._is_free(c, clause, licence)
        ]
        self._visited.update(token.i for token in (*contents, *series.merged))
        for number, content in enumerate(contents):
            self.findings.append(
                self._finding(clause, licence, content, series.merged, is_continuation=number > 0)
            )
        for named in (licence.actor, licence.addressee):
            kind = self._classify(named)  # "we task the secretariat to X. It will"
            if named is not None and named is licence.actor and licence.rule == "pledge.tasked":
                self.listener.last_person = kind = SubjectKind.BOUND  # "and requests him to Y"
            if named is not None and named.tag_ != "PRP":
                self.listener.last_asked = kind
        for content in (*contents, *series.merged):
            self._remember(content)
            for own_clause in self._own_clauses(content, clause):
                self.visit(own_clause)

    def _finding(
        self,
        clause: Clause,
        licence: Licence,
        word: Token,
        merged: tuple[Token, ...],
        *,
        is_continuation: bool,
    ) -> Finding:
        """One act. A later conjunct may be looked through by itself ("and work to raise"), and may be weaker
        than the cue.
        """
        through = (
            look_through(word, licence.firmness) if is_continuation else Complement(word, licence.firmness)
        )
        content, is_call = through.content or word, licence.kind is ActKind.CALL
        is_requested = licence.rule == "pledge.tasked" and lemma_of(licence.cue) == "request"  # case 14
        is_as_firm = licence.is_nominal or is_call or is_requested or licence.stage is not Stage.PROMISED
        weak = None if is_as_firm else weak_rule(content)
        trail = (*licence.trail, *through.trail, *(((weak.id, content),) if weak else ()))
        return Finding(
            clause=clause,
            licence=licence,
            content=content,
            firmness=Firmness.WEAK if weak else licence.firmness if is_call else through.firmness,
            trail=trail,
            first=without_to(left_edge(word)) if is_continuation else self._first_word(clause),
            is_negative=is_negated(word) or (not is_continuation and clause.is_negative),
            is_continuation=is_continuation,
            is_by_issuers=self._is_by_issuers(clause),
            merged=merged,
        )

    def _is_by_issuers(self, clause: Clause) -> bool:
        """Whether the issuers act: nobody else is named, or some of us, or what they do together or hold."""
        subject = clause.subject
        if any(body.lower_ == "us" for body in bodies_of(subject)):
            return True
        held_or_joint = ("joint_work_noun", "occasion_noun", "exertion_noun")
        is_of_all = subject is not None and load_lexicon().has_any(held_or_joint, subject)
        return self._classify(subject) in _UNNAMED or is_of_all

    def _is_free(self, content: Token, clause: Clause, licence: Licence) -> bool:
        """Not an act already, not the issuers speaking again ("call on X to act and reaffirm our pledge"),
        and no call of its own ("commit to helping X and urge Y to join"), unless `will` makes it a pledge.
        """
        is_promised = licence.kind is ActKind.PLEDGE and clause.aux("will", "shall") is not None
        if content.i in self._visited or (
            speaks_again(content) and not (is_promised and follows_comma(content))
        ):
            return False
        if stays_as_is(content):
            return False
        if licence.stage is Stage.DONE and load_lexicon().has("not_a_measure", content):
            return False  # "has lifted the embargo, and voiced its hopes"
        is_asked = licence.kind is ActKind.CALL or licence.rule == "pledge.tasked"
        if is_asked and (_commits_anew(content) or _is_threatened(content)):
            return False
        return is_promised or not is_directed(content)

    def _remember(self, content: Token) -> None:
        """What the issuers create is `it` in the next sentence: "we will launch a Dialogue. It will"."""
        created, lexicon = object_of(content), load_lexicon()
        if created is not None and lexicon.has("performative", content):
            self.listener.last_singular = SubjectKind.INSTRUMENT
        if created is not None and lexicon.has("body_noun", created):
            self.listener.last_asked = SubjectKind.BOUND  # "convenes a working group, and requests it to V"

    def _own_clauses(self, content: Token, clause: Clause) -> Iterator[Clause]:
        """Conjuncts of a content verb that bring an auxiliary or subject of their own: clauses beside the
        first one.
        """
        if content == clause.head:
            return
        is_future = clause.aux("will", "shall") is not None
        for conjunct in conjuncts_of(content):
            if not is_verb(conjunct) or conjunct.i in self._visited:
                continue
            beside = read_clause(conjunct, clause)
            is_new = speaks_again(conjunct) or is_directed(conjunct)
            if load_lexicon().has("stance_of_present", conjunct) or (is_new and not is_future):
                beside = replace(beside, auxiliaries=auxiliaries_of(conjunct))
            if beside.has_own_subject or _agrees(beside):
                yield beside

    def _first_word(self, clause: Clause) -> Token:
        """The clause's first word, its matrix clause included; of a coordinated clause without subject its
        auxiliary or verb.
        """
        if clause.overlay is not None and clause.head in _under(clause.overlay):
            return clause_start(clause.overlay.outermost.verb)
        if is_misread_as_relative(clause.head):
            return self.doc[0]
        if is_pointed_at(clause.head):
            return clause_start(clause.head.head)
        return clause_start(clause.head.head if _shares_request(clause.head) else clause.head)


def _under(overlay: Overlay) -> tuple[Token | None, ...]:
    """The clauses that a matrix verb can pass on, or lead up to."""
    return that_clause(overlay.matrix), that_clause(overlay.verb), said_after(overlay.matrix)


def _commits_anew(verb: Token) -> bool:
    """`encourage members to ratify the protocol, and commit to lead by example`: the issuers again, behind a
    comma.
    """
    is_set_off = verb.i > 1 and verb.nbor(-1).lower_ == "and" and verb.nbor(-2).text == ","
    is_anew = load_lexicon().has("commits_to_nouns", verb) or lemma_of(verb) == "decide"
    return is_set_off and verb.dep_ == "conj" and is_anew


def _passing_word(head: Token) -> Token:
    """The word a `that` clause hangs on: the verb, `determined` of "are determined that", `announce` of "are
    pleased to announce that", `undertaking` of "gave an undertaking that".
    """
    lexicon = load_lexicon()
    decision = decision_told_by(head)
    if decision is not None and (that_clause(decision) or that_clause(head)) is not None:
        return decision
    for predicate in (c for c in head.rights if c.dep_ == "acomp"):
        if lexicon.has("commissive_adjective", predicate):
            return predicate
        if lexicon.has("pride", predicate):
            return infinitive_after(predicate) or head
    return head


def _stands_alone(clause: Clause, licence: Licence) -> bool:
    """A finite verb without auxiliary lends its conjuncts nothing but the subject: "we launch X and pledge to
    Y".
    """
    return (
        licence.content == clause.head
        and not licence.is_nominal
        and not clause.auxiliaries
        and clause.head.tag_ in ("VBP", "VBZ", "VBD")
    )


def _agrees(clause: Clause) -> bool:
    """Whether an inherited subject can be the verb's: `we ... creates jobs` shows that the parser hung a
    relative clause too high.
    """
    subject = clause.subject
    is_singular = (
        clause.aux("has", "is", "was") is not None if clause.auxiliaries else clause.head.tag_ == "VBZ"
    )
    if not is_singular or subject is None:
        return True
    return subject.lower_ not in ("we", "they", "you") and subject.tag_ not in ("NNS", "NNPS")


def _shares_request(verb: Token) -> bool:
    """`Urges and requests X to V`: two verbs of asking with one object."""
    is_pair = verb.dep_ == "conj" and verb.nbor(-1).lower_ == "and" and verb.head.i == verb.i - 2
    return is_pair and all(load_lexicon().has("directive", one) for one in (verb, verb.head))


def _is_threatened(verb: Token) -> bool:
    """`return the cattle or face severe costs`: what comes of not doing as asked."""
    return verb.i > 0 and verb.nbor(-1).lower_ == "or" and load_lexicon().has("threatened", verb)


def _goes_on_with_decision(conjunct: Token, clause: Clause) -> bool:
    """`decides that the fund shall stay open, and shall serve both sides`: hung on the verb of deciding,
    though its auxiliary goes on with the clause's.
    """
    under = that_clause(clause.head)
    is_bare = subject_of(conjunct) is None and not clause.auxiliaries
    if under is None or not is_bare or not load_lexicon().has("deciding_that", clause.head):
        return False
    modals = ({aux.lower_ for aux in auxiliaries_of(verb)} & {"shall", "will"} for verb in (conjunct, under))
    return len(set.intersection(*modals)) > 0
