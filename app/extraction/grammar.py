"""Questions about a dependency parse (spaCy's English labels), answered the same way everywhere: a verb's
subject, object, voice and auxiliaries. Knows grammar, not pledges.
"""

import calendar

from app.extraction.parse import lemma_of, pos_of
from app.extraction.tree import Token

_TIMES = frozenset((*calendar.month_name[1:], *calendar.day_name))
VERB_TAGS = frozenset({"VB", "VBP", "VBZ", "VBD", "VBN", "VBG"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
ADVERB_TAGS = frozenset({"RB", "RBR", "RBS"})
_CITING = frozenset(
    ["referred", "contained", "established", "mentioned", "set", "listed", "adopted", "described", "annexed"]
)
_CITED = frozenset(["paragraph", "paragraphs", "annex", "article", "articles", "section", "decision"])
_LONGEST_SUBJECT = 12  # tokens
_JOINTS = (",", "and", "or")
_DIRECTIONS = ("up", "down", "out", "off", "away", "back", "apart")
_SPARING = ("spare", "leave", "lose", "waste")
"""Of which to have none to do is to do all one can."""
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
_NAMING = ("NNP", "NNPS", "PRP")


def is_verb(token: Token) -> bool:
    """Whether the token is tagged as a verb, modals aside, or stands under a modal as one."""
    return token.tag_ in VERB_TAGS or (token.tag_ == "NN" and any(c.tag_ == "MD" for c in token.lefts))


def subject_of(verb: Token) -> Token | None:
    """The verb's own subject, also where the parser took one of the two for something else."""
    own = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    if own is not None and verb.dep_ == "conj" and verb.nbor(-1).lower_ in ("and", "or"):
        return None  # "in the valleys, notably those in the south, and remain committed to"
    if own is not None and own.tag_ == "WDT":  # "the plan, which Norway stands ready to fund"
        own = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.tag_ in _NAMING), own)
    if own is None:
        expletive = next((child for child in verb.rights if child.dep_ == "expl"), None)
        return expletive or _misread_subject(verb)
    if own.lower_ in ("each", "all", "both") and pos_of(own) != "NOUN":
        return next((left for aux in verb.lefts for left in aux.lefts if left.dep_ == "nsubj"), own)
    return own


def _misread_subject(verb: Token) -> Token | None:
    """A subject taken for something else beside the verb, the name before a verb taken for a noun ("Norway
    pledges to send", "demand that the power halt all work"), and names taken to go on with what stands before
    them ("is sending ships and Chile plans to", "In addition to X, Norway and Chile have sent").
    """
    beside = _subject_beside(verb)
    if beside is not None:
        return beside
    names = (c for c in verb.lefts if c.dep_ == "compound" or _is_acronym(c))
    if verb.tag_ == "NN" and verb.dep_ == "ccomp":
        return next(names, None)
    if verb.dep_ == "conj":
        return _name_before(verb) if verb.tag_ == "VBZ" else _noun_before_auxiliary(verb)
    if verb.dep_ == "ccomp":
        cited = (c for c in verb.head.rights if c.i < verb.i and is_citing(c))
        return next((subject_of(participle) for participle in cited), None)
    if verb.dep_ != "ROOT":
        return None
    if verb.tag_ == "JJ" and object_of(verb) is not None:  # "Minister Roe and President Doe affirm"
        return next((c for c in verb.lefts if c.dep_ == "npadvmod" and pos_of(c) == "PROPN"), None)
    if verb.tag_ == "NNS" and any(is_infinitive(c) for c in verb.rights):
        return next((name for name in names if pos_of(name) == "PROPN" or name.text.isupper()), None)
    return _name_before_present(verb) or _last_of_row(verb) or _name_before_insertion(verb)


def _name_before_insertion(verb: Token) -> Token | None:
    """`To ease trade, Norway and Chile, with the Board, will open`: names hung on the adjunct before them."""
    end = next((auxiliary.i for auxiliary in auxiliaries_of(verb)), 0)
    if end == 0 or verb.doc[end - 1].text != ",":
        return None
    hung = (t for t in verb.doc[:end] if t.dep_ in ("dobj", "pobj", "appos", "conj") and pos_of(t) == "PROPN")
    return next((t for t in hung if _is_between_commas(t)), None)


def _is_between_commas(noun: Token) -> bool:
    first, last = noun.left_edge, noun.right_edge
    closing = last if last.text == "," else noun.doc[last.i + 1]
    return first.i > 0 and first.nbor(-1).text == "," and closing.text == ","


def _name_before_present(verb: Token) -> Token | None:
    """`Norway commits, with the islands, to V`: a name taken for what describes the verb."""
    before = verb.lefts[-1] if verb.lefts and verb.tag_ == "VBZ" else verb
    return before if before is not verb and pos_of(before) == "PROPN" and before.i == verb.i - 1 else None


def _noun_before_auxiliary(verb: Token) -> Token | None:
    """`talks` of "will be examined in this light and further talks at a high level were agreed", taken to go
    on with the light.
    """
    end = next((auxiliary.i for auxiliary in auxiliaries_of(verb)), 0)
    if end == 0 or pos_of(verb.doc[end - 1]) not in ("NOUN", "PROPN"):
        return None
    before = reversed(verb.doc[max(end - _LONGEST_SUBJECT, verb.head.i + 1) : end])
    joined = (t for t in before if t.dep_ == "conj" and pos_of(t) in ("NOUN", "PROPN"))
    noun = next(joined, None)
    return noun if noun is not None and noun.left_edge.nbor(-1).lower_ == "and" else None


def _subject_beside(verb: Token) -> Token | None:
    """A subject hung on the auxiliary, a name set off, letters taken for an adjective ("USAID is opening"),
    the object of the verb above ("reaffirm the two countries will") or before, `the undersigned`.
    """
    if verb.tag_ == "NN" and verb.dep_ == "ROOT" and verb.i and verb.nbor(-1).lower_ == "undersigned":
        return verb.nbor(-1)
    auxiliaries = auxiliaries_of(verb)
    hung_low = [c for aux in auxiliaries for c in aux.lefts if c.dep_ in SUBJECTS]
    set_off = [c for c in verb.lefts if auxiliaries and _is_name_set_off(c)]
    letters = [c for c in verb.lefts if auxiliaries and c.dep_ == "advmod" and _is_acronym(c)]
    above = (verb.head,) if verb.dep_ == "ccomp" else (c for c in verb.lefts if _is_said_before(c))
    is_finite = bool(auxiliaries) or verb.tag_ in ("VBP", "VBZ")
    things = (object_of(matrix) for matrix in above) if is_finite else ()
    start = (*auxiliaries, verb)[0].i
    taken = [thing for thing in things if thing is not None and thing.right_edge.i + 1 == start]
    return next(iter((*hung_low, *set_off, *letters, *taken)), None)


def _is_said_before(matrix: Token) -> bool:
    """`Norway and Chile affirm that safe ports`, taken for the whole of what stands before `will help`."""
    return matrix.dep_ == "ccomp" and matrix.nbor().lower_ == "that"


def _last_of_row(verb: Token) -> Token | None:
    """The names right before a finite verb and its adverbs that end a row hung on the noun before it."""
    first = next(iter(auxiliaries_of(verb)), verb)
    while first.i and first.nbor(-1).tag_ in ADVERB_TAGS:
        first = first.nbor(-1)
    is_finite = first is not verb or verb.tag_ in ("VBP", "VBZ", "VBD")
    return _first_of_roll(first.nbor(-1)) if is_finite and first.i else None


def _is_acronym(word: Token) -> bool:
    """`USAID`, taken for an adjective."""
    return word.tag_ == "JJ" and word.text.isupper() and len(word) > 2


def _is_name_set_off(word: Token) -> bool:
    """`Chile, for its part, will`: a name taken for what says when."""
    return word.dep_ == "npadvmod" and pos_of(word) == "PROPN" and word.nbor().text == ","


def _name_before(verb: Token) -> Token | None:
    """The one name between `and` and a verb in the singular, hung on the noun before both."""
    name = verb.nbor(-1)
    is_joined = name.dep_ == "conj" and pos_of(name) == "PROPN" and name.left_edge.i > 0
    return name if is_joined and name.left_edge.nbor(-1).lower_ == "and" else None


def _first_of_roll(last: Token) -> Token | None:
    """The first of the names that end before a verb and begin after a comma, hung on the noun before it."""
    first = last
    while first.dep_ == "conj" and first.head.dep_ == "conj" and pos_of(first.head) == "PROPN":
        first = first.head
    is_joined = first.head.dep_ in ("pobj", "dobj") or pos_of(first.head) == "NOUN"
    is_roll = first.dep_ == "conj" and is_joined and pos_of(first) == "PROPN"
    return first if is_roll and first.left_edge.i and first.left_edge.nbor(-1).text == "," else None


def auxiliaries_of(verb: Token) -> tuple[Token, ...]:
    """Own auxiliaries in order, `to` left out."""
    return tuple(child for child in verb.lefts if is_auxiliary(child))


def is_auxiliary(token: Token) -> bool:
    """Whether the token is the auxiliary of the verb it hangs from, `to` left out."""
    return token.dep_ in ("aux", "auxpass") and token.tag_ != "TO"


def is_infinitive(verb: Token) -> bool:
    """Whether `to` stands before the verb as its own."""
    return any(child.tag_ == "TO" and child.dep_ != "prep" for child in verb.lefts)


def is_negated(verb: Token) -> bool:
    """Whether the clause says `not`, `never`, `no longer`, `under no circumstances`, or `no` of its subject
    or object; `not only` negates nothing, nor does `spare no effort`.
    """
    opening = verb.left_edge
    is_inverted = opening.lower_ == "nor" or (opening.i > 0 and opening.nbor(-1).lower_ == "nor")
    if is_nobody(subject_of(verb)) or is_inverted or _has_none(verb):
        return True
    for child in verb.children:
        is_adjunct = child.dep_ == "prep" and child.lower_ in ("under", "in", "at")
        if (is_adjunct or child.lower_ in ("longer", "again")) and _says_no(child):
            return True
        if child.dep_ == "neg" or child.lower_ in ("never", "neither"):
            following = child.nbor().lower_ if child.i + 1 < len(child.doc) else ""
            if following not in ("only", "just", "merely", "simply"):
                return True
    return False


def _has_none(verb: Token) -> bool:
    """`have no intention of V-ing`, `will impose no tolls`."""
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), verb)
    is_none = any(word.lower_ == "no" and word.dep_ == "det" for word in thing.lefts)
    return is_none and lemma_of(verb) not in _SPARING


def is_nobody(subject: Token | None) -> bool:
    """`neither country`, `no Ally`, `none of us`."""
    if subject is None:
        return False
    return subject.lower_ == "none" or any(child.lower_ in ("neither", "no") for child in subject.lefts)


def _says_no(adjunct: Token) -> bool:
    return any(word.lower_ in ("no", "never") and word.i <= adjunct.i + 1 for word in adjunct.subtree)


def is_passive(verb: Token) -> bool:
    """Whether the clause is a passive."""
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def agent_of(passive: Token) -> Token | None:
    """By whom it is done, also where the verbs of a series share that ("governed and supervised by X"); `by
    May` says when.
    """
    series = (passive, *(c for c in passive.rights if c.dep_ == "conj" and c.tag_ == "VBN"))
    agents = (prepositional_object(verb, "by") for verb in series)
    return next((agent for agent in agents if agent is not None and agent.text not in _TIMES), None)


def is_impersonal(verb: Token) -> bool:
    """Whether the clause is `it was agreed that`: a passive whose subject says nothing; also where it goes on
    with one ("it was proposed, and agreed, to V").
    """
    subject = subject_of(verb)
    if subject is None and verb.dep_ == "conj" and verb.tag_ in ("VBN", "VBD"):
        return is_impersonal(verb.head)
    return is_passive(verb) and subject is not None and subject.lower_ == "it"


def is_citing(participle: Token) -> bool:
    """`the committee referred to in paragraph 4 above`, `hereinafter referred to as`: what cites or names,
    taken for a verb of its own.
    """
    if participle.tag_ not in ("VBD", "VBN") or participle.lower_ not in _CITING:
        return False
    following = {t.lower_ for t in participle.doc[participle.i + 1 : participle.i + 5]}
    is_naming = participle.i > 0 and participle.nbor(-1).lower_ in ("hereinafter", "hereafter")
    return is_naming or bool(following & _CITED)


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
        and not (is_subordinate(c) and c.left_edge.nbor(-1).text == ",")  # "establish, where needed, and run"
        for c in verb.rights
    )


def is_stranded(word: Token) -> bool:
    """Whether a preposition stands right before a conjunction or comma: its noun follows behind a later verb
    ("cut the reach of and break up gangs", "plan for, and answer, floods"); no adverb does ("keep costs down
    and build").
    """
    is_mistaken = word.tag_ == "RP" and word.lower_ not in _DIRECTIONS and pos_of(word.nbor(-1)) == "NOUN"
    is_preposition = word.tag_ == "IN" or is_mistaken
    return is_preposition and word.i + 1 < len(word.doc) and word.nbor().lower_ in _JOINTS


def follows_stranded(word: Token) -> bool:
    """Whether what stands before the word and its conjunction is a stranded preposition."""
    index = word.i - 1
    while index > 0 and word.doc[index].lower_ in _JOINTS:
        index -= 1
    return 0 < index < word.i - 1 and is_stranded(word.doc[index])


def is_subordinate(verb: Token) -> bool:
    """Whether a subordinator (`if`, `as`, `when`) opens the verb's clause, also one hung on what its subject
    cites ("after the sum referred to above has been paid").
    """
    cited = (word for child in verb.lefts if is_citing(child) for word in child.lefts)
    opening = (*verb.lefts, *cited)
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in _SUBORDINATORS for c in opening)


def is_relative(verb: Token) -> bool:
    """Whether the verb's clause describes a noun, also where its pronoun is not alone ("most of which will
    be").
    """
    subject = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    has_pronoun = subject is not None and any(word.tag_ == "WDT" for word in subject.subtree)
    return verb.dep_ in ("relcl", "acl") or (verb.dep_ == "advcl" and has_pronoun)


def base_form_fits(token: Token) -> bool:
    """Whether a word tagged as a finite present could as well be a base form ("and expose")."""
    return token.tag_ == "VB" or (token.tag_ == "VBP" and token.lower_ == lemma_of(token))
