"""The subject of a clause -> who it is to the issuers: themselves, somebody they can bind, somebody else, or
no actor at all.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.extraction.grammar import object_of, prepositional_object, subject_of
from app.extraction.lexicon import load_lexicon
from app.extraction.noun_phrases import (
    antecedent_of,
    bodies_of,
    is_acronym,
    is_actor,
    is_bare_plural,
    is_particular,
    is_session,
    is_title_alone,
    named_beside,
    names_members,
    owner_of,
    phrase_of,
    takes_part,
)
from app.extraction.parse import pos_of
from app.extraction.standings import Standings, SubjectKind
from app.extraction.tree import Token
from app.resolution.names import resolve_name
from app.resolution.speakers import Speaker
from app.vocabulary import ActorKind

_ISSUERS = (SubjectKind.ISSUER, SubjectKind.MEMBER)
_EACH_ISSUER = frozenset(
    f"each {noun}"
    for noun in ("country", "side", "government", "nation", "leader", "minister", "delegation", "of us")
) | {"all of us", "both of us"}
_SOME = re.compile(r"(?:several|some|a number) (?:of (?:the )?)?", re.I)
_OWNERS = ("their", "its", "his", "her")
_LABELLED = (
    "the organization",
    "the organisation",
    "the company",
    "the foundation",
    "the government",
    "the university",
)
"""Who has been named by a label, called by what it is."""
_PANELS = ("group", "team", "panel", "committee")
_CAPACITY = re.compile(r" (?:(?:serving|acting) as|(?:meeting )?at (?:the|its)) .*", re.S)


@dataclass
class Listener:
    """Follows who `they` and `it` are through the sentences of a passage."""

    standings: Standings
    hears_report: bool = False
    """Whether the statement reports in the past tense what was agreed, instead of speaking itself."""
    speaks_of_us: bool = False
    """Whether the issuers call themselves "we", and nobody but others "they"."""
    hears_nobody: bool = False
    """Whether nobody speaks: news, programmes, lives, advice to travellers."""
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    """What the text says that its abbreviations stand for."""
    last_plural: SubjectKind = SubjectKind.ISSUER
    last_singular: SubjectKind = SubjectKind.THING
    last_person: SubjectKind = SubjectKind.THING
    last_speaking: dict[str, SubjectKind] = field(default_factory=dict)
    """By whose verb something was last said: whom "it" or "they" means where something is said again."""
    last_asked: SubjectKind = SubjectKind.OUTSIDER
    """Who was asked or tasked last: whom "it" means where somebody is asked again."""
    titles_speaking: set[str] = field(default_factory=set)
    """Titles of those whose words a report tells ("The Ministers agreed")."""
    is_in_session: bool = False
    """Whether a conference or summit speaks, so that its member states are spoken to."""
    passage: int = -1
    are_issuers_named: bool = False
    """Whether the passage named the issuers by a noun last, so that "they" are these."""
    label: str = ""
    """The name that stands before the words, of one who joins the issuers ("Japan: Will contribute")."""

    def begin(self, *, passage: int, subject_is_supplied: bool, label: str = "") -> None:
        """A new segment. Where the issuers' performative lacked its subject, `it` was supplied for them."""
        self.label = label
        if passage != self.passage:
            self.passage, self.are_issuers_named = passage, False
        if subject_is_supplied:
            self.last_singular = self.last_speaking["it"] = SubjectKind.ISSUER
        else:
            self.last_asked = SubjectKind.OUTSIDER

    def remember(self, noun: Token, kind: SubjectKind) -> None:
        """Take note of somebody named, for the pronouns and members that follow."""
        is_said = noun.dep_ == "nsubj" and load_lexicon().has("speech_verb", noun.head)
        if is_said and noun.tag_.startswith("NN") and noun.head.dep_ in ("ROOT", "conj"):
            self.last_speaking["they" if noun.tag_.endswith("S") else "it"] = kind
        if kind is SubjectKind.ISSUER and is_session(noun):
            self.is_in_session = True
        if kind is SubjectKind.MEMBER and self.standings.is_person(phrase_of(noun)):
            self.last_person = kind
        if kind is SubjectKind.BOUND and noun.tag_ in ("NN", "NNP"):
            self.last_person = kind
        if noun.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in noun.rights):
            self.last_plural = kind
            self.are_issuers_named = kind is SubjectKind.ISSUER
        elif noun.tag_ in ("NN", "NNP"):
            self.last_singular = kind

    def classify(self, subject: Token | None) -> SubjectKind:
        """The kind of a subject, or of somebody addressed."""
        if subject is None or subject.dep_ == "expl":
            return SubjectKind.NOBODY
        if subject.dep_ == "csubj" and load_lexicon().has("adhering", subject):
            return self.classify(object_of(subject))  # "contributing members will", taken for a gerund
        if (antecedent := antecedent_of(subject)) is not None:
            return self.classify(antecedent)
        if subject.lower_ in ("they", "them"):
            return SubjectKind.ISSUER if self._is_told_of_issuers(subject) else self._who_they_are(subject)
        if subject.lower_ == "it":
            named = named_beside(subject)
            return self.classify(named) if named else self._who_says_again(subject) or self.last_singular
        if subject.lower_ in ("he", "she", "him", "her"):
            return self.last_person
        kind = SubjectKind.MEMBER if self._is_label(subject) else self._classify_phrase(subject)
        if kind is SubjectKind.OUTSIDER and is_title_alone(subject):
            return self._who_a_title_means(subject)
        is_forum = kind is SubjectKind.INSTRUMENT and phrase_of(subject) == "The Forum"
        return SubjectKind.ISSUER if is_forum and self._is_told_of_issuers(subject) else kind

    def _who_a_title_means(self, subject: Token) -> SubjectKind:
        """`The Ministers`: whose words the report tells; later, whatever they do."""
        if self._is_told_of_issuers(subject):
            self.titles_speaking.add(subject.lower_)
        return SubjectKind.ISSUER if subject.lower_ in self.titles_speaking else SubjectKind.OUTSIDER

    def _who_they_are(self, pronoun: Token) -> SubjectKind:
        who = self._who_says_again(pronoun) or self.last_plural
        is_of_us = self.speaks_of_us and not (self.hears_report or self.are_issuers_named)
        is_others = is_of_us and who is SubjectKind.ISSUER
        return SubjectKind.OUTSIDER if is_others else who

    def _who_says_again(self, pronoun: Token) -> SubjectKind | None:
        is_said = pronoun.dep_ == "nsubj" and load_lexicon().has("speech_verb", pronoun.head)
        is_active = pronoun.head.tag_ != "VBN"
        return self.last_speaking.get(pronoun.lower_) if is_said and is_active else None

    def _is_told_of_issuers(self, speaker: Token) -> bool:
        """`They agreed`, `The Ministers agreed`, in a report: those whose words it tells."""
        verb = speaker.head
        return self.hears_report and verb.tag_ == "VBD" and load_lexicon().has("speech_verb", verb)

    def _is_label(self, subject: Token) -> bool:
        """Whether the subject is who the label names, by its whole name or a part of it."""
        label, phrase = self.label.lower(), phrase_of(subject).lower()
        if label and phrase in _LABELLED:
            return True
        is_part = pos_of(subject) == "PROPN" and phrase.removeprefix("the ") in label
        return bool(label) and (label.partition(" (")[0] in phrase or is_part)

    def _classify_phrase(self, subject: Token) -> SubjectKind:
        phrase = phrase_of(subject)
        owner = owner_of(subject)
        is_title = load_lexicon().has_any(("own_organ_noun", "own_service_noun"), subject)
        owners = [*filter(None, (owner,)), *(bodies_of(subject) if is_title else ())]
        is_own = (owner is not None and owner.lower_ in ("our", "their", "its")) or any(
            self.speaker.is_issuer_phrase(phrase_of(noun)) for noun in owners
        )
        is_bound = load_lexicon().has_any(("commitment_noun", "support_noun"), subject)
        if is_bound and (is_own or self.find_holder(subject) is not None):
            return SubjectKind.COMMITMENT
        named = self._kind_by_name(subject, phrase)
        return named if named is not None else self._kind_by_noun(subject, owner, is_own=is_own)

    def _kind_by_name(self, subject: Token, phrase: str) -> SubjectKind | None:
        """What somebody named by name, pronoun or as one of the issuers is to them."""
        is_all = subject.lower_ in ("we", "us", "both", "each") or phrase.lower() in _EACH_ISSUER
        if is_all or is_session(subject):
            return SubjectKind.ISSUER
        if self._is_one_of_issuers(subject, phrase):
            return SubjectKind.MEMBER
        phrase = self._as_issuers_say(subject, phrase)
        standing = self.standings.find(phrase) or self.standings.find(_CAPACITY.sub("", phrase))
        if standing is None and len(self.speaker.issuers) == 1 and names_members(subject):
            return SubjectKind.MEMBER
        is_speaking = standing is None and takes_part(subject, in_report=self.hears_report)
        return SubjectKind.ISSUER if is_speaking else standing

    def _is_one_of_issuers(self, subject: Token, phrase: str) -> bool:
        """Whether it is a person who speaks for one of them, some of them ("several leaders"), or what one
        calls its own ("Norway said that its Government will").
        """
        owner, some = owner_of(subject), _SOME.match(phrase)
        if owner is None and self.standings.is_person(phrase):
            return not self.speaker.is_issuer_phrase(phrase)  # "President Roe and President Doe"
        if some is not None and self.standings.find(phrase[some.end() :]) is SubjectKind.ISSUER:
            return True
        is_own = owner is not None and owner.lower_ in _OWNERS and subject.lower_ == "government"
        is_said = is_own and self._who_says(subject.head) is SubjectKind.MEMBER
        return is_said or self._is_some_of_issuers(subject)

    def _as_issuers_say(self, subject: Token, phrase: str) -> str:
        """The phrase as they say it of themselves: `each` for `no`, `our` for `their` under their verb."""
        owner, rest = owner_of(subject), phrase.partition(" ")[2]
        if phrase.lower().startswith(("neither ", "no ")):
            return f"each {rest}"
        is_own = owner is not None and owner.lower_ in _OWNERS and self._is_said_by_issuers(subject.head)
        return f"our {rest}" if is_own else phrase

    def _kind_by_noun(self, subject: Token, owner: Token | None, *, is_own: bool) -> SubjectKind:
        """What a noun is to the issuers: an organ, an instrument, somebody else, or a thing."""
        lexicon = load_lexicon()
        is_own = is_own or self._is_of_issuers_name(subject) or self.speaker.counts_each(phrase_of(subject))
        is_others = lexicon.has("others_when_bare", subject) and not lexicon.has("own_when_bare", subject)
        is_bare = is_bare_plural(subject) and not is_others
        if is_bare and lexicon.has("own_organ_noun", subject):
            if self._is_issuers_without_article(subject):
                return SubjectKind.ISSUER
            return SubjectKind.OUTSIDER if lexicon.has("leading_noun", subject) else SubjectKind.BOUND
        is_theirs = owner is not None and owner.lower_ != "our" and not self._is_said_by_issuers(subject.head)
        is_ours = (is_own and not is_theirs) or self._is_of_issuers_name(subject)
        if is_ours and (lexicon.has("own_service_noun", subject) or is_acronym(subject)):
            return SubjectKind.BOUND
        last = prepositional_object(subject, "for") or subject  # "the Skills for Life Board"
        body = "own_organ_noun" if is_own else "body_noun"
        is_body = lexicon.has(body, subject) or lexicon.has(body, last)
        if is_body and (is_own or is_particular(subject)) and subject.text != "funds":  # money
            return SubjectKind.BOUND
        if self._is_panel(subject) or self._is_agency(subject) or self._stands_for(subject, "body_noun"):
            return SubjectKind.BOUND
        is_instrument = lexicon.has("instrument_noun", subject) and (is_own or is_particular(subject))
        if is_instrument or lexicon.has("joint_work_noun", subject):
            return SubjectKind.INSTRUMENT
        is_thing = lexicon.has_any(("document_noun", "occasion_noun", "session_noun"), subject)
        if self.standings.lists_others and pos_of(subject) == "PROPN" and not is_thing:
            return self._contributor_of(subject.head)
        return SubjectKind.OUTSIDER if is_actor(subject) else SubjectKind.THING

    def _contributor_of(self, verb: Token) -> SubjectKind:
        """`Harbour Aid commits to`, `Harbour Aid will fund`, where a statement lists commitments: one who
        joins it, though nobody knows the name.
        """
        if load_lexicon().has_any(("commits_to_nouns", "commissive_adjective"), verb):
            return SubjectKind.MEMBER
        is_future = any(auxiliary.lower_ in ("will", "shall") for auxiliary in verb.lefts)
        return SubjectKind.INSTRUMENT if is_future else SubjectKind.OUTSIDER

    def _is_panel(self, subject: Token) -> bool:
        """`a group of experts`, `the Group`, called into being by those who say so."""
        members = (noun for noun in bodies_of(subject) if noun.tag_ in ("NNS", "NNPS"))
        is_known = phrase_of(subject) in ("the Group", "The Group")
        is_panel = subject.lower_ in _PANELS
        return is_known or (is_panel and any(load_lexicon().has("serving_noun", noun) for noun in members))

    def _is_agency(self, subject: Token) -> bool:
        """`the Ministry of Fisheries`, `the Coast Agency (CA)`, in a statement of states: of one of them."""
        if not self.standings.family.is_of_states(any):
            return False
        is_named = pos_of(subject) == "PROPN" and load_lexicon().has("agency_noun", subject)
        return is_named or self._stands_for(subject, "agency_noun")

    def _stands_for(self, subject: Token, cue_class: str) -> bool:
        """Whether an abbreviation stands for a name with such a noun first or last."""
        first, *others = self.abbreviations.get(subject.text, "").lower().split(" ")
        return any(noun in load_lexicon().by_class[cue_class] for noun in (first, *others[-1:]))

    def _is_said_by_issuers(self, verb: Token) -> bool:
        """`Both leaders agreed that their navies would train`: under their verb, `their` is the issuers'."""
        return self._who_says(verb) is SubjectKind.ISSUER

    def _who_says(self, verb: Token) -> SubjectKind | None:
        """Whose verb it is that the clause of a verb stands under."""
        speaker = subject_of(verb.head) if verb.dep_ == "ccomp" else None
        return self.classify(speaker) if speaker is not None else None

    def _is_of_issuers_name(self, subject: Token) -> bool:
        """`NATO forces`, `G20 central banks`, `Norwegian sailors`: the issuers' name before the noun."""
        before = [c for c in subject.lefts if c.text[0].isupper()]
        names = [phrase_of(c) for c in before if c.dep_ in ("compound", "nmod") and pos_of(c) == "PROPN"]
        states = (f"{phrase_of(c)} authorities" for c in before)
        is_issuer = any(self.standings.find(name) is SubjectKind.ISSUER for name in names[:1])
        return is_issuer or any(self.standings.find(state) in _ISSUERS for state in states)

    def find_holder(self, noun: Token) -> Token | None:
        """Whose of the issuers it is, by name: `Norway` of "Norway's support", "the U.S. commitment"."""
        named = (c for c in noun.lefts if c.dep_ in ("poss", "compound", "nmod"))
        return next((c for c in named if self.standings.find(phrase_of(c)) in _ISSUERS), None)

    def _is_some_of_issuers(self, subject: Token) -> bool:
        """`participating NATO members`, `those NATO members party to X`: the first word picks some; `three
        of us`.
        """
        if any(body.lower_ == "us" for body in bodies_of(subject)):
            return True
        name = next((c for c in subject.lefts if pos_of(c) == "PROPN"), None)
        if name is None or name.i == subject.left_edge.i:
            return False
        picking = name.nbor(-1)
        if picking.dep_ != "amod" and picking.lower_ not in ("those", "some", "several"):
            return False
        names = (subject.doc.text(name.i, last) for last in (subject.i, subject.i - 1) if last > name.i)
        return any(self.standings.find(words) is SubjectKind.ISSUER for words in names)

    def is_spoken_to(self, subject: Token | None) -> bool:
        """Whether the subject is the member states of a session or of an organ that speaks."""
        return (self.is_in_session or self.is_by_organ) and names_members(subject)

    @property
    def speaker(self) -> Speaker:
        """Whose statement it is."""
        return self.standings.speaker

    @property
    def is_by_organ(self) -> bool:
        """Whether who speaks is an organ, or several: an assembly, a council, conferences of parties."""
        actors, issuers = self.speaker.registry.actors, self.speaker.issuers
        return bool(issuers) and all(actors[issuer].parent is not None for issuer in issuers)

    def _is_issuers_without_article(self, subject: Token) -> bool:
        """`Leaders agreed`, `Heads of Government agreed`: a title that with its article means the issuers."""
        phrase = phrase_of(subject)
        return phrase[0].isupper() and self.standings.find(f"the {phrase}") is SubjectKind.ISSUER

    def is_subordinate(self, noun: Token) -> bool:
        """Whether somebody who is instructed can be an organ: a title, or a name that is no state's."""
        lexicon = load_lexicon()
        if self.classify(noun) in (SubjectKind.ISSUER, SubjectKind.MEMBER) or lexicon.has(
            "sovereign_noun", noun
        ):
            return False
        is_title = lexicon.has("own_organ_noun", noun) or lexicon.has("body_noun", noun)
        return (is_title or pos_of(noun) == "PROPN") and not self.is_state(noun)

    def is_body(self, subject: Token | None) -> bool:
        """Whether an outsider is an organisation that can undertake something itself ("the FAO will report"),
        not a state or a person.
        """
        is_letters = subject is not None and subject.text.isupper()
        if subject is None or not (
            is_letters or pos_of(subject) == "PROPN" or load_lexicon().has("body_noun", subject)
        ):
            return False
        kind = self._kind_in_registry(subject)
        if kind is not None:
            return kind is not ActorKind.STATE
        is_acronym = subject.text.isupper() and len(subject.text) > 2
        return (
            is_acronym
            or load_lexicon().has_any(("body_noun", "instrument_noun"), subject)
            or subject.lower_ in _PANELS
        )

    def is_state(self, noun: Token | None) -> bool:
        """Whether a name is a state's."""
        return noun is not None and self._kind_in_registry(noun) is ActorKind.STATE

    def _kind_in_registry(self, noun: Token) -> ActorKind | None:
        registry = self.speaker.registry
        actor = resolve_name(phrase_of(noun), registry).actor
        return registry.actors[actor].kind if actor is not None else None

    def knows(self, subject: Token | None) -> bool:
        """Whether the registry has somebody of that name, or the noun is one for people and bodies."""
        if subject is None:
            return False
        is_named = self.standings.find(phrase_of(subject)) is not None
        return is_named or load_lexicon().has("actor_noun", subject)
