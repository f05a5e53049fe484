"""What a rule looks at: a clause, what its subject is to the issuers, and the shapes of answers."""

from dataclasses import dataclass

from app.extraction.complements import Complement, speaks_again
from app.extraction.findings import Clause, Licence
from app.extraction.grammar import agent_of, is_infinitive, is_passive
from app.extraction.lexicon import Rule, load_lexicon
from app.extraction.naming import find_holder
from app.extraction.noun_phrases import is_actor, phrase_of
from app.extraction.parse import lemma_of, pos_of
from app.extraction.standings import BINDING, Standings, SubjectKind
from app.extraction.subclauses import said_after
from app.extraction.subjects import Listener
from app.extraction.tree import Token
from app.vocabulary import ActKind, Firmness, Stage

FUTURE = ("will", "shall", "wo", "'ll", "’ll")
PERFECT = ("have", "has", "'ve", "’ve")
BE = ("are", "is", "'re", "’re", "am")
_INFERRED = frozenset({SubjectKind.BOUND, SubjectKind.THING, SubjectKind.NOBODY, SubjectKind.OUTSIDER})
DUTY = ("must", "should", "ought")
FINITE_PRESENT = ("VBP", "VBZ")


@dataclass(frozen=True, slots=True)
class Scene:
    """One clause, and who its subject is."""

    clause: Clause
    kind: SubjectKind
    listener: Listener

    @property
    def head(self) -> Token:
        """The clause's verb."""
        return self.clause.head

    @property
    def standings(self) -> Standings:
        """What those whom the statement names are to its issuers."""
        return self.listener.standings

    @property
    def binds(self) -> bool:
        """Whether the subject is the issuers or somebody they bind."""
        return self.kind in BINDING

    @property
    def is_future(self) -> bool:
        """`will`, `shall`; in a report, or under a verb of the past, also `would` ("a study would be
        made").
        """
        overlay = self.clause.overlay
        is_told = self.listener.hears_report or (overlay is not None and overlay.verb.tag_ == "VBD")
        return self.clause.aux(*FUTURE, *(("would",) if is_told else ())) is not None

    @property
    def says_there_is(self) -> bool:
        """`there shall be no tolls`: the subject names nobody."""
        return self.clause.subject is not None and self.clause.subject.dep_ == "expl"

    @property
    def is_simple_present_of_issuers(self) -> bool:
        """`we launch`, `the Council extends`: where saying so can be doing so."""
        is_present = self.head.tag_ in FINITE_PRESENT or _is_present_again(self.head) or self._is_led_up_to
        is_simple = not self.clause.auxiliaries and is_present
        is_listed = self.binds and bool(self.listener.label)  # "Japan: Announces"
        return is_simple and (self.kind is SubjectKind.ISSUER or self._is_of_all_members or is_listed)

    @property
    def _is_led_up_to(self) -> bool:
        """`take this opportunity to announce X`."""
        overlay = self.clause.overlay
        return overlay is not None and said_after(overlay.matrix) is self.head

    @property
    def _is_of_all_members(self) -> bool:
        subject = self.clause.subject
        return subject is not None and self.standings.speaks_for_members(phrase_of(subject))

    @property
    def is_decided(self) -> bool:
        """Under `decides that`, unless it says what somebody else must do."""
        overlay = self.clause.overlay
        if overlay is None or not overlay.is_deciding:
            return False
        subject = self.clause.subject
        is_body = subject is not None and load_lexicon().has("body_noun", subject)
        is_asked = self.kind is SubjectKind.OUTSIDER and not is_body and not is_passive(self.head)
        return not (is_asked and self.clause.aux(*DUTY) is not None)

    @property
    def is_unsaid(self) -> bool:
        """Where nobody speaks, nothing is done or asked for the issuers; who "will" do something by name,
        says so (settled case 4).
        """
        if not self.listener.hears_nobody or self.kind not in _INFERRED:
            return False
        subject = self.clause.subject
        is_named = subject is not None and pos_of(subject) == "PROPN" and not is_passive(self.head)
        return not (is_named and self.clause.aux(*FUTURE) is not None)

    @property
    def is_construed(self) -> bool:
        """`shall be deemed complete`, `is considered to have met X`: how the law reads something (tie-break
        7).
        """
        subject = self.clause.subject
        if subject is not None and subject.lower_ == "nothing":
            return True  # "nothing in these rules shall limit"
        if not self.is_any("construing") or not is_passive(self.head):
            return False
        words = [c for c in self.head.rights if c.lower_ != "further"]  # "will be considered further"
        reads_as = any(c.dep_ in ("xcomp", "oprd", "attr") or c.lower_ == "as" for c in words)
        return reads_as or lemma_of(self.head) == "deem"

    @property
    def is_view_of_thing(self) -> bool:
        """Under `agreed that`: `trade would be helped by lower tariffs`, what one thing does to another."""
        agent = agent_of(self.head) if self.clause.overlay is not None and is_passive(self.head) else None
        is_thing = agent is not None and agent.tag_ != "VBG" and not is_actor(agent)
        return is_thing and self.is_any("effect")

    def is_of_issuers(self, body: Token) -> bool:
        """Whether the noun is the issuers, as in `the intention of the two Governments`."""
        return self.standings.find(phrase_of(body)) is SubjectKind.ISSUER

    def whose(self, commitment: Token) -> Token | None:
        """`Norway`, of "the President reaffirmed Norway's support": who is bound, when it is named."""
        holder = find_holder(commitment, self.standings)
        is_all = holder is None or self.is_of_issuers(holder)
        return None if is_all else holder

    @property
    def is_past_perfect(self) -> bool:
        """`had agreed`, told of another time, unless this is what is told ("announced that they had")."""
        return self.clause.overlay is None and self.clause.aux("had") is not None

    def cue(self, cue_class: str) -> Rule | None:
        """The rule of that class the verb is a word of."""
        return load_lexicon().find(cue_class, self.head)

    def is_any(self, *cue_classes: str) -> bool:
        """Whether the verb is a word of one of the classes."""
        return load_lexicon().has_any(cue_classes, self.head)

    def pledge(self, rule: str, complement: Complement, *, stage: Stage = Stage.PROMISED) -> Licence:
        """A pledge with that complement; its content is the clause's own verb where that has none."""
        return Licence(
            rule=rule,
            kind=ActKind.PLEDGE,
            stage=stage,
            firmness=complement.firmness,
            content=complement.content or self.head,
            cue=self.head,
            is_nominal=complement.is_nominal or complement.content is None,
            trail=complement.trail,
        )

    def measure(self, rule: str, stage: Stage) -> Licence:
        """A pledge done or under way whose content is the clause's own verb; measures are always strong."""
        return self.pledge(rule, Complement(self.head, Firmness.STRONG), stage=stage)


def _is_present_again(verb: Token) -> bool:
    """`We agree to deepen X and endorse Y`: a verb of saying, taken to go on with the infinitive."""
    is_base = verb.tag_ == "VB" and verb.dep_ == "conj" and not is_infinitive(verb)
    return is_base and verb.doc.root.tag_ == "VBP" and speaks_again(verb)
