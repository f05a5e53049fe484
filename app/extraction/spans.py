"""Findings of one parse -> the words of each: from its first word to the last, without the conjunct that
follows and without final punctuation.
"""

from collections.abc import Iterable

from app.extraction.complements import is_cue
from app.extraction.continuation import follows_comma, modifies_noun, stays_as_is
from app.extraction.edges import conjuncts_of, left_edge
from app.extraction.findings import Finding
from app.extraction.grammar import (
    SUBJECTS,
    auxiliaries_of,
    follows_stranded,
    has_own_complement,
    is_citing,
    is_infinitive,
    is_passive,
    is_verb,
    subject_of,
)
from app.extraction.lexicon import load_lexicon
from app.extraction.parse import is_base_verb, lemma_of, pos_of
from app.extraction.tree import Doc, Token

_TRAILING = frozenset(
    [",", ".", ";", ":", "!", "?", "–", "—", "-", "and", "or", "as", "well", "but", "while", "/", "…"]
)


_PRESENT = ("VB", "VBP", "VBZ")
_LONGEST_SUBJECT = 4
_LONGEST_ASIDE = 20  # tokens: "and, where this is possible,"


def last_word(finding: Finding, others: list[Finding]) -> Token:
    """The last word of the finding: before the next act or coordinated clause of its sentence, at the latest
    where its clause ends.
    """
    doc = finding.content.doc
    stops = [
        other.first.i
        for other in others
        if other.first.i > finding.content.i and not _is_nested(other, finding)
    ]
    stops += [start for start in _clause_starts(finding) if start > finding.content.i]
    stops += [word.i for word in doc[finding.content.i + 1 :] if _speaks_anew(word)]
    stops = [stop for stop in stops if not _shares_object(finding, stop)]
    end = min([*stops, _outer_edge(finding) + 1])
    return doc[_without_trailing(doc, finding.content.i, end) - 1]


def _without_trailing(doc: Doc, start: int, end: int) -> int:
    """The end without what belongs to the next act: a conjunction, and an aside set off after it ("and, if
    necessary, amend it").
    """
    while end - 1 > start and _is_trailing(doc[end - 1]):
        end -= 1
    is_cut = end < len(doc) and doc[end].text == ","
    for i in range(end - 1, max(start + 1, end - _LONGEST_ASIDE), -1) if is_cut else ():
        if doc[i].text == "," and doc[i - 1].lower_ in ("and", "or", "but"):
            return _without_trailing(doc, start, i)
    return end


def _speaks_anew(word: Token) -> bool:
    """`remain committed to talks and welcome the envoy's efforts`, `and affirm that`: the issuers go on with
    a verb of stance or of saying, whatever the parser made of it.
    """
    if word.i + 1 >= len(word.doc) or word.nbor(-1).lower_ != "and" or word.lower_ != lemma_of(word):
        return False
    following = word.nbor()
    if following.lower_ == "that":
        return load_lexicon().has("passes_on", word)
    if following.lower_ == "our" and load_lexicon().has("restating", word):
        return True
    is_followed = pos_of(following) in ("DET", "PROPN") or following.tag_ in ("PRP$", "CC")
    return (is_followed or following.lower_ == "forward") and load_lexicon().has("stance_of_present", word)


def _shares_object(finding: Finding, stop: int) -> bool:
    """`have sent and will go on sending fresh water`: the first verb has its object after the
    second (settled case 8).
    """
    content = finding.content
    between = content.doc[content.i + 1 : stop]
    has_subject = any(t.dep_ in SUBJECTS for t in content.doc[stop : stop + _LONGEST_SUBJECT])
    if _has_comma(between) and not _has_comma(content.doc[stop : stop + _LONGEST_ASIDE]):
        return False  # "shall continue, and shall serve both sides"
    is_bare = len(between) > 0 and all(pos_of(t) in ("CCONJ", "ADV", "PUNCT", "ADP") for t in between)
    if follows_stranded(content.doc[stop]):
        return not has_subject  # "have made progress on and continue to work on a treaty"
    return is_bare and not has_subject and not has_own_complement(content, stop)


def _has_comma(words: Iterable[Token]) -> bool:
    return any(word.text == "," for word in words)


def _is_trailing(token: Token) -> bool:
    """Punctuation, a conjunction, or a word that lost what it introduces ("also", "to", "shall", "by:")."""
    if token.text in _TRAILING or token.tag_ in ("CC", ",", ".", ":"):
        return True
    is_bare_preposition = token.dep_ in ("prep", "agent") and token.tag_ == "IN" and not token.rights
    is_relative = token.tag_ == "WDT"  # "which will:"
    return (
        is_bare_preposition
        or is_relative
        or token.lower_ in ("to", "will", "shall", "such", "including")
        or (token.dep_ == "conj" and breaks_off(token))
        or (token.lower_ in ("also", "both") and token.tag_ == "RB")
    )


def breaks_off(verb: Token) -> bool:
    """`and commit to:`, at the end of a chapeau: what is committed to are its items."""
    is_bare = len(verb.rights) == 1 and verb.rights[0].lower_ == "to" and not verb.rights[0].rights
    return is_bare and is_cue(verb)


def _outer_edge(finding: Finding) -> int:
    """The last token of the finding's clause: of its verb, of the matrix verb above it, or of a verb that
    shares its object.
    """
    words = (finding.content, finding.clause.head, finding.licence.cue, *finding.merged)
    edge = max(word.right_edge.i for word in words)
    above = finding.clause.head.head
    is_set = _sets_condition(above) and above.left_edge.i < edge < above.i
    is_cut = subject_of(above) is None and (*auxiliaries_of(above), above)[0].i == edge + 1
    if _goes_on_inside(finding.content, edge):
        return len(finding.content.doc) - 1
    return above.right_edge.i if is_set or is_cut else edge  # "we will ensure growth is shared"


def _goes_on_inside(content: Token, edge: int) -> bool:
    """`ensure that the law protects pilots; lowers dues; and opens ports`: a semicolon parts what the clause
    inside says.
    """
    following = content.doc[edge + 1 : edge + 3]
    if len(following) < 2 or following[0].text != ";":
        return False
    verb = following[1]
    is_present = verb.lower_.endswith("s") and verb.lower_ != lemma_of(verb) and is_base_verb(lemma_of(verb))
    return is_present and any(t.tag_ == "VBZ" for t in content.doc[content.i + 1 : edge + 1])


def _sets_condition(verb: Token) -> bool:
    """`We will act, should the need arise`: a condition by its order of words, taken for the main clause."""
    subject, should = subject_of(verb), next(iter(auxiliaries_of(verb)), None)
    return subject is not None and should is not None and should.lower_ == "should" and should.i < subject.i


def _clause_starts(finding: Finding) -> list[int]:
    """Where coordinated clauses begin that are no acts: they end the one before them all the same."""
    starts = []
    nodes = {finding.clause.head, finding.content, finding.licence.cue}
    for node in nodes:
        todo = list(conjuncts_of(node))
        while todo:
            conjunct = todo.pop()
            todo.extend(conjuncts_of(conjunct))
            if (
                is_verb(conjunct)
                and not modifies_noun(conjunct)
                and not stays_as_is(conjunct)
                and _is_clause_beside(conjunct, node)
                and (subject_of(conjunct) is not None or node == finding.clause.head)
                and conjunct != finding.content
                and conjunct not in finding.merged
            ):
                starts.append(left_edge(conjunct).i)
    return starts


def _is_clause_beside(conjunct: Token, node: Token) -> bool:
    """A bare conjunct of another form than its head is no clause: the parser hung a purpose on it ("affirmed
    X to bolster A, address B"), or the rest of a clause inside ("ensure that the law, where it applies, is
    taught").
    """
    if is_citing(conjunct) or (conjunct.tag_ == "VBZ" and node.tag_ in ("VB", "VBP")):
        return False  # "the fund established in paragraph 3", "that it opens ports; trains pilots"
    if subject_of(conjunct) is not None:
        # neither "and support provided" nor "work with ministries, and firms to continue"
        return not is_infinitive(conjunct) and (conjunct.tag_ != "VBN" or bool(auxiliaries_of(conjunct)))
    if auxiliaries_of(conjunct):
        return not (is_passive(conjunct) and not is_passive(node) and follows_comma(conjunct))
    is_other_form = conjunct.tag_ == "VBG" and node.tag_ != "VBG"  # "an end to raids, and opening ports"
    if (conjunct.tag_ in ("VB", "VBP") or is_other_form) and not is_cue(conjunct):
        return False
    if node.tag_ in _PRESENT and conjunct.tag_ in ("VBD", "VBN") and not is_cue(conjunct):
        return False  # "a dialogue on trade, and increased cooperation": a participle before its noun
    between = conjunct.doc[node.i + 1 : conjunct.i]
    if any(t.dep_ == "relcl" and t.tag_ == conjunct.tag_ for t in between):
        return False  # "drive change that spurs trade, boosts growth": goes on with the relative clause
    return not (node.tag_ in ("VBD", "VBZ", "VBN") and conjunct.tag_ in ("VB", "VBP", "VBG"))


def _is_nested(other: Finding, finding: Finding) -> bool:
    """A relative clause with an act of its own lies inside the act it belongs to."""
    return (
        other.clause.head.dep_ in ("relcl", "acl")
        and not other.is_continuation
        and finding.clause.head is not other.clause.head
    )
