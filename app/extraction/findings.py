"""The values between the stages of extraction: a clause read from the parse, a licence for it, and the
finding they make.
"""

from dataclasses import dataclass, field, replace

from app.extraction.grammar import auxiliaries_of, is_negated, is_nobody, is_verb, subject_of
from app.extraction.tree import Token
from app.vocabulary import ActKind, Firmness, Stage

_BEFORE_BASE = frozenset(
    ["will", "shall", "must", "should", "would", "can", "could", "may", "'ll", "’ll", "do", "does", "did"]
)
_BEFORE_PARTICIPLE = frozenset(["have", "has", "had", "'ve", "’ve"])
_FORMS_OF_BE = frozenset(["are", "is", "was", "were", "be", "been", "being", "am", "'re", "’re"])


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its subject and auxiliaries, its own or inherited from the conjunct before it."""

    head: Token
    subject: Token | None
    auxiliaries: tuple[Token, ...]
    is_negative: bool
    has_own_subject: bool
    overlay: "Overlay | None" = None

    def aux(self, *words: str) -> Token | None:
        """The auxiliary that is one of the words."""
        return next((token for token in self.auxiliaries if token.lower_ in words), None)


@dataclass(frozen=True, slots=True)
class Overlay:
    """What a matrix verb makes of the clause under it: "reiterate that we will" is a reaffirmation, "decides
    that X shall" a pledge.
    """

    rule: str
    stage: Stage | None
    matrix: Token
    is_deciding: bool = False
    outer: "Overlay | None" = None

    @property
    def verb(self) -> Token:
        """The matrix itself, or what it hangs from: `are` of "are determined", `reached` of "reached
        agreement".
        """
        verb = self.matrix
        while not is_verb(verb) and verb.head is not verb:
            verb = verb.head
        return verb.head if verb.dep_ == "acomp" else verb

    @property
    def outermost(self) -> "Overlay":
        """`said` of "said that Norway had decided that the fund shall"."""
        return self if self.outer is None else self.outer.outermost


@dataclass(frozen=True, slots=True)
class Licence:
    """A rule's verdict on a clause: it is an act of that kind, and `contents` are the words that carry what
    is to be done.
    """

    rule: str
    kind: ActKind
    stage: Stage | None
    firmness: Firmness
    content: Token
    cue: Token
    addressee: Token | None = None
    actor: Token | None = None
    is_nominal: bool = False
    trail: tuple[tuple[str, Token], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Finding:
    """One act in a parse: its clause, its licence, and the one content word that is its own."""

    clause: Clause
    licence: Licence
    content: Token
    firmness: Firmness
    trail: tuple[tuple[str, Token], ...]
    first: Token
    is_negative: bool
    is_continuation: bool
    is_by_issuers: bool
    """Whether the subject is the issuers: by name, by pronoun, or because nobody is named."""
    merged: tuple[Token, ...] = ()


def read_clause(head: Token, parent: Clause | None = None) -> Clause:
    """The clause of a verb; what it lacks it takes from `parent`, the clause it is coordinated with."""
    subject = subject_of(head)
    own = auxiliaries_of(head)
    inherits = parent is not None and subject is None
    auxiliaries = own
    if parent is not None and inherits and not own and _continues(head, parent):
        auxiliaries = parent.auxiliaries
    return Clause(
        head=head,
        subject=subject if subject is not None else (parent.subject if parent else None),
        auxiliaries=auxiliaries,
        is_negative=is_negated(head) or is_nobody(subject),
        has_own_subject=subject is not None,
        overlay=parent.overlay if parent else None,
    )


def with_overlay(clause: Clause, overlay: Overlay) -> Clause:
    """The same clause under a matrix verb."""
    return replace(clause, overlay=overlay)


def _continues(head: Token, parent: Clause) -> bool:
    """Whether the form of a later conjunct goes with the auxiliaries before it: will + base, have +
    participle, be + -ing.
    """
    last = parent.auxiliaries[-1].lower_ if parent.auxiliaries else ""
    if last in _BEFORE_BASE:
        return head.tag_ in ("VB", "VBP", "NN")
    if last in _BEFORE_PARTICIPLE:
        return head.tag_ in ("VBN", "VBD")
    if last in _FORMS_OF_BE:
        return head.tag_ == parent.head.tag_ and head.tag_ in ("VBG", "VBN")
    return False
