"""How a sentence or list item opens: with a verb that lacks its subject, or with words set in capitals."""

import re
from functools import lru_cache

from app.extraction.lexicon import load_lexicon
from app.extraction.parse import could_be_adjective, is_base_verb, is_past, is_surely_verb

_WORD = re.compile(r"[\w’'-]+")
_CAPITALS = re.compile(r"([A-Z]{2,})(?:,? [A-Z]{2,})*(?=[\s,;:]|$)")
_SHOUTED = re.compile(r"\b[A-Z]{4,}\b")
_BESIDE_SPEECH = frozenset({"upon", "also", "further"})
_ADJUNCT = re.compile(
    r"(?:in|to|with|by|through|as|where|when|within|based|subject|consistent)\b[^,]{3,120},\s+([\w-]+)", re.I
)
_IMPERATIVE = re.compile(r"(?:(?:further|also|\w+ly),? )?([a-z]+(?:-[a-z]+)?)\s+([\w’'-]+)", re.I)
_SEVERAL_VERBS = re.compile(r"(?P<listed>(?:[A-Za-z]+, ){1,4})(?:and|or) (?=[a-z]+ )")
_SHORTEST_IMPERATIVE = 4  # words; what is shorter is a heading or a button
_OBJECT_OPENING = re.compile(
    r"the|an?|our|its|their|all|more|new|existing|each|every|these|those|this|relevant", re.I
)
_ADJECTIVAL = re.compile(r"[a-z]{3}(?:al|ous|able|ible|ary)$")
_HAS_SUBJECT = re.compile(r"[,;]\s(?:we|they|it|he|she|you|this)\s(?!\w+ing\b)", re.I)
_FINITE_CLAUSE = re.compile(
    r"(?:(?!\b(?:that|which|who|whom|whose|where|when|what|as|if|they|it|we)\b)[^;:])*?"
    r"\b(?:will|shall|is|are|was|were|has|have|must|should|(?-i:may)|continues|remains)\b",
    re.I,
)  # "Work on the file will continue"
_TAKES_NOTE = re.compile(r"\W*(?:\w+ )?takes? note\b", re.I)
OPENING_ADJUNCT = re.compile(
    r"In (?:\w+ )?\d{4},\s+"
    r"|(?:As|In|With|Through|Since|Under|According to|Based on|Building on|Following) [^,:;]{3,90},\s+"
    r"(?=[a-z]+s\b|will\b|has\b)"
)
_DISTANT = re.compile(
    r"We, |(?:Given|Considering|Recogni[sz]ing|Acknowledging|Mindful of|In view of|Noting) "
)
_ADJUNCT_BEFORE_SPEECH = re.compile(
    r"(?:In|With|Within|On|Upon|For|To|Through|Under|As|At|By|Without|Subject to|Consistent with|Mindful of"
    r"|Guided by|[A-Z][a-z]+ing)\b[^,;:]{3,200}, (?:(?:also|further|\w+ly) )*"
    r"(?P<verb>[a-z]+s) (?=(?:that|to|the|all|its|those|upon|on|an?|[A-Z][\w-]+) )"
)
_LATE_VERB = re.compile(
    r"(?:[Bb]uilding on|[Dd]rawing on|[Bb]ased on|[Ii]n line with|[Cc]onsistent with|[Ii]n support of)\b"
    r"(?:(?!\b(?:we|will|shall|is|are)\b)[^;:.]){3,220}, (?P<verb>[a-z]+)"
    r" (?:the|our|an?|all|its|their|and|more)\b"
)
_BARE_FUTURE = re.compile(r"(?:Will|Shall) (?!(?:we|they|it|you|this|the)\b)[a-z][^?]*$")
_DO_HEREBY = re.compile(r"do (?:hereby|solemnly|jointly|further|also|therefore)\b", re.I)
_NOUN_OPENING = re.compile(
    r"[\w’'-]+ (?:(?!need)\w{3,}ed"
    r"(?! (?!(?:as|at|by|during|for|from|in|on|through|to|under|with|within)\b)[a-z])"
    r"|of|and (?!\w+ing\b)[a-z]+ of)\b"
)
"""`Support provided`, `Purchase of`, `siting and size of`."""
_CLAUSE_BEHIND = re.compile(
    r", (?:we|they|it|(?:both|the|our|each|all)(?: (?!wh|that\b)\w+){1,8}?"
    r"|[A-Z][\w.’'-]*(?:,? (?:and |of |the |other )*[A-Z][\w.’'-]*)*)"
    r" (?:(?:also|further|therefore|each|\w+ly) )?(?P<verb>(?!(?:and|of|or)\b)[a-z]+)\b"
)
_COMMA = re.compile(r",\s+")
_LONGEST_OPENING = 200  # code points that hold a first word and the adverbs before it
_LONGEST_DISTANCE = 1_200  # code points: a roll of thirty states
_BINDING_VERB = re.compile(
    r"(?:(?:hereby|strongly|further|jointly|solemnly) )?(?P<verb>[a-z-]+) (?:to|our|that|the|all|on|an?)\b"
)
_WE = re.compile(r"\bwe\b", re.I)
_SOMEBODY = re.compile(r"\s+(?:(?:up)?on\s+\w|for\s+(?:the|an?)\s|the|all|its|our|those|every|[A-Z])")
_AFTER_VERB = (
    r"(?: that\b(?! (?:are|is|were|was|have|has|had|can|could|may|do|does|did|will|would)\b)"
    r"|, (?:in|within|with|as|on|for)\b|(?<=aims) to\b|(?<!states)(?: and [a-z]+s\b"
    r"| (?!(?:of|for|on|from|to|by|at|into|between|among|about|and|or|in (?!this))\b)"
    r"(?!(?:are|is|were|was|will|have|has|rose)\b)\w))"
)
"""What follows a word as a verb ("Notes all efforts", "Welcomes and urges"), not as a noun ("Notes for")."""
_STATES = re.compile(r"\W*[\w’'-]+ that\b")
_TAKES_OBJECT = re.compile(r"\W*[\w’'-]+ (?:the|its|their|our|all|those|with [a-z]+)\b")
_LOWERED_FIRST = frozenset({"WE", "AND", "FURTHER", "ALSO", "HEREBY"})
_PERFORMATIVE_CLASSES = (
    "commissive",
    "restating",
    "directive",
    "announcing",
    "stance",
    "performative",
    "tasking",
    "emphasis",
)
_LIGHT_VERBS = ("make", "take")
"""Of `make clear` and `take note` the first word alone performs nothing."""
_NO_OBJECTS = frozenset({"and", "at", "by", "for", "from", "in", "of", "on", "to", "with"})


def lower_capitals(sentence: str) -> str:
    """ "WE HEREBY COMMIT TO", "EXPAND cooperation", "and REQUESTS": words set in capitals for emphasis, in
    the case the parser knows them in. The length stays the same.
    """
    sentence = _SHOUTED.sub(_lower_speech, sentence)
    run = _CAPITALS.match(sentence)
    if run is None or not (run.group(1) in _LOWERED_FIRST or is_base_verb(run.group(1))):
        return sentence
    return run.group().lower() + sentence[run.end() :]


def _lower_speech(word: re.Match[str]) -> str:
    """ "and REQUESTS the Commission": the verb by which a sentence goes on, in lower case."""
    lowered = word.group().lower()
    is_speech = find_speech_verb(lowered) is not None or lowered in _BESIDE_SPEECH
    return lowered if is_speech else word.group()


def starts_with_verb(item: str) -> bool:
    """Whether an item opens with a base form or gerund, after adverbs or a short adjunct ("as appropriate,
    promote").
    """
    opening = first_word(item)
    if _NOUN_OPENING.match(item) and not is_surely_verb(opening):
        return False
    if is_base_verb(opening) or opening.endswith("ing"):
        return True
    adjunct = _ADJUNCT.match(item)
    return adjunct is not None and is_base_verb(adjunct.group(1))


def find_verb_after_adjunct(item: str) -> int | None:
    """Where the base verb stands in an item that opens with an adjunct ("In a new pact, train nurses"); None
    in others.
    """
    adjunct = _ADJUNCT.match(item)
    is_verb = adjunct is not None and is_base_verb(adjunct[1]) and not is_base_verb(first_word(item))
    return adjunct.start(1) if adjunct is not None and is_verb else None


def goes_on_with_clause(sentence: str) -> bool:
    """`To keep the peace, Norway intends to patrol`, `Building on the pact, Norway announced`: whether a
    sentence that opens without a subject goes on with a clause of its own.
    """
    return any(is_finite(clause["verb"]) for clause in _CLAUSE_BEHIND.finditer(sentence))


def is_finite(word: str) -> bool:
    """Whether a word behind a subject is an auxiliary or a verb of saying or undertaking."""
    by_class = load_lexicon().by_class
    bases = (word, *_bases_of_third_person(word), *_bases_of_participle(word))
    return word in by_class["finite_opening"] or any(
        base in _performatives() or base in by_class["speech_verb"] for base in bases
    )


def find_distant_verb(sentence: str) -> int | None:
    """Where the issuers' performative stands in a sentence whose subject is far from it ("We, the Heads of
    State of A, B and C, assembled in D, reaffirm our") or missing ("Given the drought, commit to"); None in
    other sentences. The parser cannot be trusted over such a distance.
    """
    opening = _DISTANT.match(sentence)
    if opening is None:
        return None
    for comma in _COMMA.finditer(sentence, opening.end(), opening.end() + _LONGEST_DISTANCE):
        if _WE.search(sentence, opening.end(), comma.start()):
            return None
        found = _BINDING_VERB.match(sentence, comma.end())
        if found is not None and found.group("verb").lower() in _binding_verbs():
            return comma.end()
    return None


def find_speech_after_adjunct(sentence: str) -> int | None:
    """Where the performative in the third person stands that only an adjunct opens ("Pending the review,
    urges all States to"); None in other sentences.
    """
    opening = _ADJUNCT_BEFORE_SPEECH.match(sentence)
    if opening is None or find_speech_verb(opening["verb"]) is None:
        return None
    return opening.start("verb")


def find_late_verb(sentence: str) -> int | None:
    """Where the verb stands that tells what is to be done, after an adjunct ("Building on the survey, train
    nurses"); None in other sentences.
    """
    late = _LATE_VERB.match(sentence)
    if late is None or not is_base_verb(late["verb"]) or opens_with_stance(late["verb"]):
        return None
    return late.start("verb")


@lru_cache(maxsize=1)
def _binding_verbs() -> frozenset[str]:
    by_class = load_lexicon().by_class
    return frozenset(
        word
        for cue_class in ("commissive", "restating", "directive", "commitment_adjunct")
        for word in by_class[cue_class]
    )


def opens_as_imperative(sentence: str) -> bool:
    """Whether a sentence tells what is to be done without saying who does it ("Strengthen the early
    warning"): a base form with its object, which in a statement is what the issuers undertake.
    """
    sentence = _drop_listed_verbs(sentence)
    opening = _IMPERATIVE.match(sentence)
    if opening is None or len(sentence.split(maxsplit=_SHORTEST_IMPERATIVE)) < _SHORTEST_IMPERATIVE:
        return False
    if opens_with_stance(sentence) or _HAS_SUBJECT.search(sentence):
        return False
    verb, following = opening.group(1), opening.group(2)
    by_class = load_lexicon().by_class
    is_other = verb.lower() in by_class["addresses_reader"] or verb.lower() in by_class["session_noun"]
    if not is_base_verb(verb) or is_other:
        return False
    if is_surely_verb(verb) or _is_set_in_capitals(verb, following):
        return True
    if _FINITE_CLAUSE.match(sentence):
        return False
    if _OBJECT_OPENING.fullmatch(following) is not None:
        return following != "A"  # "Annex A"
    is_whole = sentence.rstrip().endswith((".", ";"))
    is_adjective = could_be_adjective(following) or _ADJECTIVAL.search(following) is not None
    is_object = is_adjective and not following.endswith("ed") and following not in _NO_OBJECTS
    return is_whole and is_object


def goes_on_as_imperative(sentence: str) -> bool:
    """Whether a sentence behind a bare imperative can be one more ("Share data with the ports")."""
    following = _IMPERATIVE.match(sentence)
    is_told = following is not None and is_past(following[2])
    return opens_with_base(sentence) and not is_told and _FINITE_CLAUSE.match(sentence) is None


def opens_with_base(sentence: str) -> bool:
    """Whether a sentence opens with what can be a base verb and its complement ("Support projects")."""
    sentence = _drop_listed_verbs(sentence)
    opening = _IMPERATIVE.match(sentence)
    if (
        opening is None
        or not is_base_verb(opening[1])
        or opens_with_stance(sentence)
        or supply_subject(sentence)
    ):
        return False
    phrasal = f"{opening[1]} {opening[2]}".lower() in load_lexicon().by_class["phrasal_verb"]
    return phrasal or is_surely_verb(opening[1]) or opening[2].lower() not in _NO_OBJECTS


def _drop_listed_verbs(sentence: str) -> str:
    """`dismantle rings` of "Find, map, and dismantle rings", whose verbs share their object."""
    several = _SEVERAL_VERBS.match(sentence)
    if several is None or not all(map(is_base_verb, several["listed"].replace(",", "").split())):
        return sentence
    return sentence[several.end() :]


def _is_set_in_capitals(verb: str, following: str) -> bool:
    """`ADVANCE efforts to X`: the verb of an item, set apart from what follows."""
    is_object = following.islower() and following not in _NO_OBJECTS
    return verb.isupper() and len(verb) >= _SHORTEST_IMPERATIVE and is_object


def supply_subject(sentence: str) -> str:
    """ "It " or "We " for a sentence that opens with a performative and has no subject ("Decides to", "Commit
    to"); else "".
    """
    if opens_with_third_person(sentence):
        return "It "
    if _BARE_FUTURE.match(sentence) or _DO_HEREBY.match(sentence):
        return "We "
    word = first_word(sentence)
    by_class = load_lexicon().by_class
    if word == "take" and _TAKES_NOTE.match(sentence):
        return "We "
    is_verb = word not in by_class["noun_too"] or _is_verb_there(word, sentence)
    if word in _performatives() and word not in by_class["to_be_made"] and is_verb:
        return "We "
    return "We " if word in by_class["directive_noun"] and _directs_somebody(sentence, word) else ""


def _is_verb_there(word: str, sentence: str) -> bool:
    """Whether an opening that could be a noun is none: "Note that", "Welcome the report"."""
    takes_object = word in load_lexicon().by_class["stance"] and _TAKES_OBJECT.match(sentence)
    return _STATES.match(sentence) is not None or bool(takes_object)


def opens_with_third_person(sentence: str) -> bool:
    """Whether the sentence opens with a performative in the third person ("Also requests")."""
    word = first_word(sentence)
    if word == "takes" and _TAKES_NOTE.match(sentence):
        return True
    base = next((base for base in _bases_of_third_person(word) if base in _performatives()), None)
    by_class = load_lexicon().by_class
    if base is None or base not in by_class["noun_too"] or base in by_class["directive_noun"]:
        return base is not None
    return re.match(rf"\W*(?:\w+ly,? |Also |Further )?{word}{_AFTER_VERB}", sentence, re.I) is not None


def find_speech_verb(word: str) -> str | None:
    """The verb of saying or deciding that a word is the third person or the past of ("urges", "agreed")."""
    options = (*_bases_of_third_person(word), *_bases_of_participle(word))
    return next((base for base in options if base in load_lexicon().by_class["speech_verb"]), None)


def is_speech_verb(word: str) -> bool:
    """Whether a word is a verb of saying or deciding in any form ("urge", "urges", "agreed")."""
    return word in load_lexicon().by_class["speech_verb"] or find_speech_verb(word) is not None


def ends_in_saying(chapeau: str) -> bool:
    """Whether what is said stands in the items ("REAFFIRMS:", "The Ministers expressed:")."""
    last = chapeau.rpartition(" ")[2].lower()
    by_class = load_lexicon().by_class
    return any(
        base in by_class[cue_class]
        for base in (last, *_bases_of_third_person(last), *_bases_of_participle(last))
        for cue_class in ("announcing", "restating")
    )


def opens_with_stance(item: str) -> bool:
    """Whether an item opens with a verb that undertakes nothing ("Welcome", "Take note of")."""
    stance = load_lexicon().by_class["stance"]
    words = [word.lower() for word in _WORD.findall(item[:60])]
    return first_word(item) in stance or " ".join(words[:2]) in stance


def lacks_subject(sentence: str) -> bool:
    """Whether a sentence opens with a finite verb ("Will provide", "Commits to", "Has donated")."""
    if opens_finite(sentence):
        return True
    word = first_word(OPENING_ADJUNCT.sub("", sentence, count=1))
    by_class = load_lexicon().by_class
    options = (*_bases_of_third_person(word), *_bases_of_participle(word))
    return any(base in _performatives() or base in by_class["enactment"] for base in options)


def opens_finite(sentence: str) -> bool:
    """Whether a sentence opens with an auxiliary ("Will provide", "Has donated")."""
    word = first_word(OPENING_ADJUNCT.sub("", sentence, count=1))
    return word in load_lexicon().by_class["finite_opening"]


def opens_by_undertaking(item: str) -> bool:
    """Whether a gerund that opens an item undertakes or restates something by itself ("Pledging to")."""
    by_class = load_lexicon().by_class
    bases = _bases_of_participle(first_word(item))
    return any(base in by_class[kind] for base in bases for kind in ("commissive", "restating"))


def _bases_of_third_person(word: str) -> tuple[str, ...]:
    return (word[:-1], word[:-2], word[:-3] + "y") if word.endswith("s") else ()


def _bases_of_participle(word: str) -> tuple[str, ...]:
    """ "Pledged", "Committed", "Delivering", "undertook": what they may be forms of."""
    word = word.replace("took", "taked")
    for ending in ("ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            return (stem, stem + "e", stem[:-1], stem.removesuffix("i") + "y")
    return ()


def directs_somebody(item: str) -> bool:
    """Whether an item opens with a directive and whom it directs ("Request the secretariat to report")."""
    word = first_word(item)
    by_class = load_lexicon().by_class
    return (word in by_class["directive"] or word in by_class["tasking"]) and _directs_somebody(item, word)


def _directs_somebody(sentence: str, word: str) -> bool:
    start = sentence.lower().find(word)
    return _SOMEBODY.match(sentence, start + len(word)) is not None


def first_word(sentence: str) -> str:
    """The first word after opening adverbs ("Also", "Further"), lower case."""
    adverbs = load_lexicon().by_class["opening_adverb"]
    words = (word.group().lower() for word in _WORD.finditer(sentence, 0, _LONGEST_OPENING))
    return next((w for w in words if w not in adverbs and (not w.endswith("ly") or w == "rely")), "")


@lru_cache(maxsize=1)
def _performatives() -> frozenset[str]:
    by_class = load_lexicon().by_class
    words = (word.split() for cue_class in _PERFORMATIVE_CLASSES for word in by_class[cue_class])
    return frozenset(first for first, *others in words if first not in _LIGHT_VERBS or not others)
