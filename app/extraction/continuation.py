"""Whether a verb can go on with the one before it: its form, and no part of a noun or another clause."""

from app.extraction.edges import left_edge
from app.extraction.grammar import auxiliaries_of, base_form_fits, is_infinitive, is_verb, subject_of
from app.extraction.lexicon import load_lexicon
from app.extraction.parse import is_base_verb, is_surely_verb, lemma_of, pos_of
from app.extraction.subclauses import infinitive_after
from app.extraction.tree import Token

_OPENS_PHRASE = frozenset(
    ["the", "a", "an", "our", "its", "their", "these", "those", "this", "each", "every"]
)
_LONGEST_ASIDE = 5  # tokens, with its commas
_ASIDES = tuple(
    f"and , {opening} {adjective}"
    for opening in ("if", "where", "as", "when")
    for adjective in ("necessary", "appropriate", "needed", "possible", "required", "relevant", "feasible")
)
_SPEAKING = ("commissive", "restating", "directive", "call_for", "stance")


def follows_comma(verb: Token) -> bool:
    """Whether a comma alone stands before the verb; `and, as appropriate, promote` is closed by its `and`."""
    before = left_edge(verb).i - 1
    return verb.doc[before].text == "," and verb.doc[before - 1].lower_ not in ("and", "or")


def is_bare_continuation(verb: Token, first: Token) -> bool:
    """Same form as the first content verb, without subject or auxiliary of its own."""
    if subject_of(verb) is not None or auxiliaries_of(verb):
        return False
    if verb.i and verb.nbor(-1).tag_ == "HYPH":
        return False  # "and steel-containing goods"
    if first.tag_ == "VBG":
        return (
            verb.tag_ == "VBG"
            and verb.nbor(-1).tag_ != "HYPH"
            and not _modifies(verb)
            and not _names_activity(verb)
        ) or (verb.lower_.endswith("ing") and pos_of(verb) == "NOUN" and has_object(verb))
    if first.tag_ in ("VBN", "VBD"):
        return (
            verb.tag_ in ("VBN", "VBD")
            and not is_inside_subject(verb)
            and (has_object(verb) or any(c.dep_ in ("agent", "prep", "xcomp") for c in verb.rights))
        )
    if first.tag_ in ("VB", "VBP", "NN", "JJ"):
        return _is_base_form(verb) and not _belongs_to_relative(verb, first)
    return is_verb(verb) and verb.tag_ == first.tag_


def is_inside_subject(participle: Token) -> bool:
    """`the way in which it is made and used is a model`: a finite verb right behind it shows that it is part
    of a subject.
    """
    is_participle = participle.tag_ == "VBN" and participle.i + 1 < len(participle.doc)
    return is_participle and participle.nbor().tag_ in ("VBZ", "VBP")


def goes_on_with_purpose(verb: Token, head: Token) -> bool:
    """`We recognise the sea as a means to spur growth, create jobs, and end poverty`: by commas, after an
    infinitive, under a verb that undertakes nothing.
    """
    is_said = load_lexicon().has_any(_SPEAKING, verb)
    is_bare = verb.tag_ in ("VB", "VBP") and not is_said
    if not (is_bare and load_lexicon().has("stance", head) and follows_comma(verb)):
        return False
    return any(t.tag_ == "VB" and t.dep_ == "acl" and is_infinitive(t) for t in verb.doc[head.i + 1 : verb.i])


def _modifies(participle: Token) -> bool:
    """`critical and emerging technologies`: a participle coordinated with an adjective before a noun."""
    doc = participle.doc
    return (
        participle.i >= 2
        and pos_of(doc[participle.i - 2]) == "ADJ"
        and participle.i + 1 < len(doc)
        and pos_of(participle.nbor()) == "NOUN"
    )


def _names_activity(gerund: Token) -> bool:
    """`ending raids and trafficking in persons`: a noun, unless it has an object."""
    return load_lexicon().has("activity_noun", gerund) and not has_object(gerund)


def _is_base_form(verb: Token) -> bool:
    """A base form, also where the tagger took a word that can only be a verb for something else ("uphold"
    before an adjective).
    """
    if not is_base_verb(verb.text) or (verb.tag_ != "VB" and verb.lower_ != lemma_of(verb)):
        return False
    if modifies_noun(verb) or (verb.tag_ == "NNP" and verb.text[0].isupper()):
        return False
    return base_form_fits(verb) or is_only_verb(verb) or (verb.tag_ in ("NN", "NNP") and has_object(verb))


def is_only_verb(word: Token) -> bool:
    """`uphold`, `phase in`, `fund` before `two new stations`: words that are nothing else where they stand,
    whatever the tagger took them for.
    """
    if is_surely_verb(word.text) or load_lexicon().has("phrasal_verb", word) or is_paired(word):
        return True
    if is_base_verb(word.text) and _follows_aside(word):
        return True
    following = word.nbor() if word.i + 1 < len(word.doc) else word
    is_counted = following.tag_ == "CD" and following.text.isalpha() and following.text.islower()
    opens_phrase = is_counted or following.lower_ in _OPENS_PHRASE
    return opens_phrase and is_base_verb(word.text) and not load_lexicon().has("reference", word)


def _follows_aside(word: Token) -> bool:
    """`assess the rules and, if necessary, table new ones`: behind a condition set off after `and`."""
    before = [token.lower_ for token in word.doc[max(word.i - _LONGEST_ASIDE, 0) : word.i]]
    return before[-1:] == [","] and " ".join(before[:-1]).endswith(_ASIDES)


def is_paired(word: Token) -> bool:
    """`save the reefs, halt and reverse their loss`: behind a comma, beside a verb with their object."""
    doc, at = word.doc, word.i
    if not (0 < at < len(doc) - 3 and doc[at - 1].text == "," and doc[at + 1].lower_ in ("and", "or")):
        return False
    return is_base_verb(word.text) and doc[at + 2].tag_ == "VB" and has_object(doc[at + 2])


def modifies_noun(verb: Token) -> bool:
    """`a test and treat strategy`, `follow-up measures`: what can be counted is no bare object; nor is
    `paragraph 12` one.
    """
    following = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    is_cited = following.tag_ == "CD" and load_lexicon().has("reference", verb)
    if following.tag_ == "HYPH" or is_cited:
        return True
    return following.tag_ == "NN" and load_lexicon().has("count_noun", following)


def _belongs_to_relative(verb: Token, first: Token) -> bool:
    """`works that drain the fields, feed the canals and turn mills`: a finite present after a relative clause
    goes on with it.
    """
    if verb.tag_ != "VBP" or first.tag_ == "VBP":
        return False
    return any(t.tag_ == "VBP" and t.dep_ == "relcl" and first.i < t.i < verb.i for t in first.doc)


def has_object(verb: Token) -> bool:
    """Whether the verb has a direct object."""
    return any(child.dep_ == "dobj" for child in verb.rights)


def stays_as_is(verb: Token) -> bool:
    """`ensure that all nations, large and small, continue to have a voice`: how others are to stay, behind
    an aside.
    """
    is_set_off = verb.i > 0 and verb.nbor(-1).text == ","
    state = infinitive_after(verb) if is_set_off and load_lexicon().has("look_through", verb) else None
    return state is not None and load_lexicon().has("status", state)


def goes_on_inside(verb: Token, head: Token) -> bool:
    """Whether a conjunct of a clause's verb goes on with something inside the clause, not with the clause."""
    is_inside = modifies_noun(verb) or is_inside_subject(verb) or stays_as_is(verb)
    return is_inside or goes_on_with_purpose(verb, head)
