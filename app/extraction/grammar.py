"""Questions about a dependency parse (spaCy's English labels), answered the same way everywhere. Knows
grammar, not pledges.
"""

from collections.abc import Iterator

from app.extraction.parse import lemma_of, pos_of
from app.extraction.tree import Token

VERB_TAGS = frozenset({"VB", "VBP", "VBZ", "VBD", "VBN", "VBG"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_ADVERB_TAGS = frozenset({"RB", "RBR", "RBS"})
_SEPARATORS = frozenset({",", ";", "and", "or", "but", "&", "–", "—", "-", ":"})
_LONGEST_GAP = 40
_CITING = frozenset(
    ["referred", "contained", "established", "mentioned", "set", "listed", "adopted", "described", "annexed"]
)
_CITED = frozenset(["paragraph", "paragraphs", "annex", "article", "articles", "section", "decision"])
_SUBORDINATORS = frozenset(
    [
        "if",
        "as",
        "when",
        "while",
        "because",
        "since",
        "until",
        "unless",
        "although",
        "though",
        "whereas",
        "where",
        "whether",
        "so",
        "once",
        "after",
        "before",
        "provided",
        "lest",
        "than",
    ]
)


def is_verb(token: Token) -> bool:
    """Whether the token is tagged as a verb, modals aside, or stands under a modal as one."""
    return token.tag_ in VERB_TAGS or (token.tag_ == "NN" and any(c.tag_ == "MD" for c in token.lefts))


def subject_of(verb: Token) -> Token | None:
    """The verb's own subject, also where the parser took one of the two for something else."""
    own = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    if own is None:
        expletive = next((child for child in verb.rights if child.dep_ == "expl"), None)
        return expletive or _misread_subject(verb)
    if own.lower_ in ("each", "all", "both") and pos_of(own) != "NOUN":
        return next((left for aux in verb.lefts for left in aux.lefts if left.dep_ == "nsubj"), own)
    return own


def _misread_subject(verb: Token) -> Token | None:
    """A subject hung on the auxiliary, the name before a verb taken for a noun ("Norway pledges to send",
    "demand that the power halt all work"), and names taken to go on with what stands before them ("is sending
    ships and Chile plans to", "In addition to X, Norway and Chile have sent").
    """
    hung_low = (c for aux in auxiliaries_of(verb) for c in aux.lefts if c.dep_ in SUBJECTS)
    if (subject := next(hung_low, None)) is not None:
        return subject
    names = (c for c in verb.lefts if c.dep_ == "compound")
    if verb.tag_ == "NN" and verb.dep_ == "ccomp":
        return next(names, None)
    if verb.dep_ == "conj" and verb.tag_ == "VBZ":
        return _name_before(verb)
    if verb.dep_ == "ccomp":
        cited = (c for c in verb.head.rights if c.i < verb.i and is_citing(c))
        return next((subject_of(participle) for participle in cited), None)
    if verb.dep_ != "ROOT":
        return None
    if verb.tag_ == "NN" and verb.i and verb.nbor(-1).lower_ == "undersigned":
        return verb.nbor(-1)
    if verb.tag_ == "NNS" and any(is_infinitive(c) for c in verb.rights):
        return next((name for name in names if pos_of(name) == "PROPN" or name.text.isupper()), None)
    auxiliary = next(iter(auxiliaries_of(verb)), None)
    return _first_of_roll(auxiliary.nbor(-1)) if auxiliary is not None and auxiliary.i else None


def _name_before(verb: Token) -> Token | None:
    """The one name between `and` and a verb in the singular, hung on the noun before both."""
    name = verb.nbor(-1)
    is_joined = name.dep_ == "conj" and pos_of(name) == "PROPN" and name.left_edge.i > 0
    return name if is_joined and name.left_edge.nbor(-1).lower_ == "and" else None


def _first_of_roll(last: Token) -> Token | None:
    """The first of the names that end before a verb and begin after a comma, hung on the noun before it."""
    first = last
    while first.dep_ == "conj" and first.head.dep_ == "conj":
        first = first.head
    is_roll = first.dep_ == "conj" and first.head.dep_ == "pobj" and pos_of(last) == "PROPN"
    return first if is_roll and first.left_edge.i and first.left_edge.nbor(-1).text == "," else None


def auxiliaries_of(verb: Token) -> tuple[Token, ...]:
    """Own auxiliaries in order, `to` left out."""
    return tuple(child for child in verb.lefts if is_auxiliary(child))


def is_auxiliary(token: Token) -> bool:
    """Whether the token is the auxiliary of the verb it hangs from, `to` left out."""
    return token.dep_ in ("aux", "auxpass") and token.tag_ != "TO"


def is_infinitive(verb: Token) -> bool:
    """Whether `to` stands before the verb as its own."""
    return any(child.tag_ == "TO" for child in verb.lefts)


def is_negated(verb: Token) -> bool:
    """Whether the clause says `not`, `never`, `no longer`, `under no circumstances`, or `no` of its subject;
    `not only` negates nothing.
    """
    if is_nobody(subject_of(verb)):
        return True
    for child in verb.children:
        is_adjunct = child.dep_ == "prep" and child.lower_ in ("under", "in", "at")
        if (is_adjunct or child.lower_ == "longer") and _says_no(child):
            return True
        if child.dep_ == "neg" or child.lower_ in ("never", "neither"):
            following = child.nbor().lower_ if child.i + 1 < len(child.doc) else ""
            if following not in ("only", "just", "merely", "simply"):
                return True
    return False


def is_nobody(subject: Token | None) -> bool:
    """`neither country`, `no Ally`."""
    return subject is not None and any(child.lower_ in ("neither", "no") for child in subject.lefts)


def _says_no(adjunct: Token) -> bool:
    return any(word.lower_ == "no" and word.i <= adjunct.i + 1 for word in adjunct.subtree)


def is_passive(verb: Token) -> bool:
    """Whether the clause is a passive."""
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def agent_of(passive: Token) -> Token | None:
    """By whom it is done, also where the verbs of a series share that ("governed and supervised by X")."""
    series = (passive, *(c for c in passive.rights if c.dep_ == "conj" and c.tag_ == "VBN"))
    agents = (prepositional_object(verb, "by") for verb in series)
    return next((agent for agent in agents if agent is not None), None)


def is_impersonal(verb: Token) -> bool:
    """Whether the clause is `it was agreed that`: a passive whose subject says nothing."""
    subject = subject_of(verb)
    return is_passive(verb) and subject is not None and subject.lower_ == "it"


def infinitive_after(cue: Token, *, stop: int | None = None) -> Token | None:
    """The to-infinitive that completes the cue, wherever the parser hung it: the nearest one after the cue at
    the cue's own level.
    """
    return _completion(cue, stop=stop, gerund=False)


def gerund_after(cue: Token, *, stop: int | None = None) -> Token | None:
    """The gerund of `to V-ing` / `for V-ing` that completes the cue."""
    return _completion(cue, stop=stop, gerund=True)


def _completion(cue: Token, *, stop: int | None, gerund: bool) -> Token | None:
    doc = cue.doc
    limit = min(len(doc), cue.i + _LONGEST_GAP, stop if stop is not None else len(doc))
    for token in doc[cue.i + 1 : limit]:
        if token.lower_ in ("to", "for", "towards", "toward", "in", "on") and (
            token.lower_ == "to" or gerund
        ):
            verb = _verb_after(token, gerund=gerund)
            if verb is not None and _is_at_level_of(token, verb, cue):
                return verb
        if token.text in (";", ":") or (
            token.dep_ in SUBJECTS
            and token.head.i > token.i
            and is_verb(token.head)
            and token.head.dep_ in ("ROOT", "conj")
        ):
            return None
    return None


def _verb_after(particle: Token, *, gerund: bool) -> Token | None:
    wanted = ("VBG",) if gerund else ("VB",)
    for token in particle.doc[particle.i + 1 : particle.i + 5]:
        if token.tag_ in wanted or (
            not gerund and token.tag_ in ("VBP", "NN") and token.dep_ in ("xcomp", "ccomp", "advcl", "acl")
        ):
            return token
        if (
            gerund
            and token.lower_.endswith("ing")
            and token.tag_ in ("NN", "JJ")
            and token.i == particle.i + 1
        ):
            return (
                token if any(c.dep_ in ("dobj", "prep") and c.lower_ != "of" for c in token.rights) else None
            )
        if token.tag_ not in _ADVERB_TAGS and token.tag_ != ",":
            return None
    return None


def _is_at_level_of(particle: Token, verb: Token, cue: Token) -> bool:
    """The completion hangs from the cue, from the cue's clause, or follows a parenthesis of commas right
    after the cue.
    """
    if verb.dep_ == "xcomp" and verb.head.dep_ == "conj" and verb.head.i > cue.i:
        return False  # "affirm our support for X and invite our Ministers to V"
    if cue.is_ancestor(particle) or cue.is_ancestor(verb):
        return not _is_inside_object(particle, cue)
    head = cue.head
    while head.dep_ in ("acomp", "attr", "dobj", "pobj", "prep", "oprd") and head.head != head:
        head = head.head
    return (head.is_ancestor(particle) or head == cue) and not _is_inside_object(particle, cue)


def _is_inside_object(particle: Token, cue: Token) -> bool:
    """`to` that belongs to a noun between the cue and it ("committed to the plan to build")."""
    node = particle if particle.dep_ == "prep" else particle.head
    if (
        node.head.i > cue.i
        and pos_of(node.head) in ("NOUN", "PROPN", "PRON")
        and node.head.dep_ in ("dobj", "pobj")
        and node.dep_ in ("acl", "relcl", "prep")
    ):
        return node.head != cue
    return False


def that_clause(verb: Token) -> Token | None:
    """The verb of the clause the cue introduces with or without `that`."""
    for child in verb.rights:
        if (
            child.dep_ in ("ccomp", "xcomp", "advcl", "relcl", "acl")
            and (subject_of(child) is not None)
            and not is_infinitive(child)
            and not is_citing(child)
        ):
            marks = [c.lower_ for c in child.lefts if c.dep_ == "mark"]
            if not marks or marks[0] == "that":
                return child
    return _clause_after_that(verb)


def is_citing(participle: Token) -> bool:
    """`the committee referred to in paragraph 4 above`, `hereinafter referred to as`: what cites or names,
    taken for a verb of its own.
    """
    if participle.tag_ not in ("VBD", "VBN") or participle.lower_ not in _CITING:
        return False
    following = {t.lower_ for t in participle.doc[participle.i + 1 : participle.i + 5]}
    is_naming = participle.i > 0 and participle.nbor(-1).lower_ in ("hereinafter", "hereafter")
    return is_naming or bool(following & _CITED)


def _clause_after_that(verb: Token) -> Token | None:
    """What `that` right behind the verb opens, when the parser hung it on a noun before both."""
    following = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    opened = following.head
    is_clause = following.lower_ == "that" and opened.i > following.i and is_verb(opened)
    return opened if is_clause and subject_of(opened) is not None else None


def object_of(verb: Token) -> Token | None:
    """The direct object."""
    objects = (c for c in verb.rights if c.dep_ == "dobj" or (c.dep_ == "oprd" and not is_verb(c)))
    return next(objects, None) or next(
        (c for c in verb.rights if c.dep_ == "dative" and pos_of(c) != "ADP"), None
    )


def prepositional_object(token: Token, *prepositions: str) -> Token | None:
    """The noun after one of the prepositions attached to the token."""
    for child in token.rights:
        if child.dep_ in ("prep", "agent", "dative", "prt", "aux") and child.lower_ in prepositions:
            found = next((c for c in child.rights if c.dep_ in ("pobj", "pcomp")), None)
            if found is not None:
                return found
    return None


def has_own_complement(verb: Token, before: int, *, after: int | None = None) -> bool:
    """Whether the verb has an object or complement of its own between two token indices, the first one its
    own.
    """
    start = verb.i if after is None else after
    if verb.dep_ == "compound" and start < verb.head.i < before:
        return True  # "equip courts", taken for a noun and its modifier
    return any(
        start < c.i < before
        and c.dep_ not in ("cc", "conj", "punct", "prt", "advmod", "aux", "neg", "mark")
        and not (c.dep_ == "prep" and not c.rights)  # "engage with and assist the valleys"
        for c in verb.rights
    )


def conjuncts_of(token: Token) -> Iterator[Token]:
    """Direct conjuncts, in order; the conjuncts of conjuncts come from asking them. A link without comma or
    conjunction is the parser's error.
    """
    return (child for child in token.rights if child.dep_ == "conj" and follows_separator(child))


def follows_separator(word: Token) -> bool:
    """Whether a comma, semicolon or conjunction stands before the word and its adverbs, auxiliaries or
    subject.
    """
    doc = word.doc
    first = word.left_edge.i
    if doc[first].lower_ in _SEPARATORS:
        return True
    index = first - 1
    while index > 0 and (doc[index].tag_ in _ADVERB_TAGS or doc[index].lower_ == "to"):
        index -= 1
    if doc[index].lower_ == "as":
        return index > 1 and doc[index - 1].lower_ == "well"
    return doc[index].lower_ in _SEPARATORS


def left_edge(token: Token) -> Token:
    """The first word of what hangs from the token, without conjunctions, punctuation and its own `to`; of a
    gerund under a coordinated preposition, that ("and in this context raising").
    """
    if token.dep_ == "pcomp" and token.head.dep_ == "conj":
        return token.head
    first = token.left_edge
    while first.i < token.i and _opens_nothing(first, token):
        first = first.nbor()
    return first


def without_to(word: Token) -> Token:
    """The word itself, or the next one where it is `to`: a later conjunct's span starts behind it (settled
    case 9).
    """
    return word.nbor() if word.lower_ == "to" and word.i + 1 < len(word.doc) else word


def clause_start(head: Token) -> Token:
    """The first word of a clause: behind any finite clause the parser hung on its left ("X is firm; our
    ministers will meet").
    """
    first = left_edge(head)
    subject = subject_of(head)
    if subject is not None and subject.i < first.i:
        first = left_edge(subject)
    for child in head.lefts:
        if (
            child.dep_ in ("ccomp", "parataxis", "dep")
            and is_verb(child)
            and subject_of(child) is not None
            and not any(c.dep_ == "mark" for c in child.lefts)
        ):
            first = head.doc[min(child.right_edge.i + 1, head.i)]
    while first.i < head.i and _opens_nothing(first, head):
        first = first.nbor()
    return first


def _opens_nothing(word: Token, head: Token) -> bool:
    if word.lower_ == "to":
        return (word.tag_ == "TO" and word.head == head) or word.i + 1 == head.i
    return (
        (word.dep_ in ("cc", "punct", "preconj") and word.lower_ != "not")
        or word.tag_ in ("CC", ",", ":", "HYPH")
        or (word.is_punct and word.text not in '“"‘(')
    )


def is_subordinate(verb: Token) -> bool:
    """Whether a subordinator (`if`, `as`, `when`) opens the verb's clause."""
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in _SUBORDINATORS for c in verb.lefts)


def base_form_fits(token: Token) -> bool:
    """Whether a word tagged as a finite present could as well be a base form ("and expose")."""
    return token.tag_ == "VB" or (token.tag_ == "VBP" and token.lower_ == lemma_of(token))
