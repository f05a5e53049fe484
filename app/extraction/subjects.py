"""The subject of a clause -> who it is to the issuers: themselves, somebody they can bind, somebody else, or
no actor at all.
"""

import re
from dataclasses import dataclass, field

from app.extraction.grammar import object_of, prepositional_object, subject_of
from app.extraction.lexicon import load_lexicon
from app.extraction.naming import (
    find_holder,
    has_issuers_name,
    is_agency,
    is_issuers_without_article,
    is_panel,
    is_some_of_issuers,
    is_state,
    stands_for,
)
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
from app.resolution.speakers import Speaker

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
        is_body = load_lexicon().has("body_noun", noun) and not load_lexicon().has("own_organ_noun", noun)
        if kind is SubjectKind.BOUND and noun.tag_ in ("NN", "NNP") and not is_body:
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
        if is_bound and (is_own or find_holder(subject, self.standings) is not None):
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
        return is_said or is_some_of_issuers(subject, self.standings)

    def _as_issuers_say(self, subject: Token, phrase: str) -> str:
        """The phrase as they say it of themselves: `each` for `no`, `our` for `their` under their verb."""
        owner, rest = owner_of(subject), phrase.partition(" ")[2]
        if phrase.lower().startswith(("neither ", "no ")):
            return f"each {rest}"
        is_own = owner is not None and owner.lower_ in _OWNERS and self._is_said_by_issuers(subject.head)
        return f"our {rest}" if is_own else phrase

    def _kind_by_noun(self, subject: Token, owner: Token | None, *, is_own: bool) -> SubjectKind:
        """What a noun is to the issuers: an organ, an instrument, somebody else, or a thing."""
        lexicon, standings = load_lexicon(), self.standings
        is_own = (
            is_own or has_issuers_name(subject, standings) or self.speaker.counts_each(phrase_of(subject))
        )
        is_others = lexicon.has("others_when_bare", subject) and not lexicon.has("own_when_bare", subject)
        is_bare = is_bare_plural(subject) and not is_others
        if is_bare and lexicon.has("own_organ_noun", subject):
            if is_issuers_without_article(subject, standings):
                return SubjectKind.ISSUER
            return SubjectKind.OUTSIDER if lexicon.has("leading_noun", subject) else SubjectKind.BOUND
        is_theirs = owner is not None and owner.lower_ != "our" and not self._is_said_by_issuers(subject.head)
        is_ours = (is_own and not is_theirs) or has_issuers_name(subject, standings)
        if is_ours and (lexicon.has("own_service_noun", subject) or is_acronym(subject)):
            return SubjectKind.BOUND
        last = prepositional_object(subject, "for") or subject  # "the Skills for Life Board"
        body = "own_organ_noun" if is_own else "body_noun"
        is_body = lexicon.has(body, subject) or lexicon.has(body, last)
        if is_body and (is_own or is_particular(subject)) and subject.text != "funds":  # money
            return SubjectKind.BOUND
        if is_panel(subject) or is_agency(subject, standings) or stands_for(subject, "body_noun", standings):
            return SubjectKind.BOUND
        is_instrument = lexicon.has("instrument_noun", subject) and (is_own or is_particular(subject))
        if is_instrument or lexicon.has("joint_work_noun", subject):
            return SubjectKind.INSTRUMENT
        is_thing = lexicon.has_any(("document_noun", "occasion_noun", "session_noun"), subject)
        if standings.lists_others and pos_of(subject) == "PROPN" and not is_thing:
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

    def _is_said_by_issuers(self, verb: Token) -> bool:
        """`Both leaders agreed that their navies would train`: under their verb, `their` is the issuers'."""
        return self._who_says(verb) is SubjectKind.ISSUER

    def _who_says(self, verb: Token) -> SubjectKind | None:
        """Whose verb it is that the clause of a verb stands under."""
        speaker = subject_of(verb.head) if verb.dep_ == "ccomp" else None
        return self.classify(speaker) if speaker is not None else None

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

    def is_subordinate(self, noun: Token) -> bool:
        """Whether somebody who is instructed can be an organ: a title, or a name that is no state's."""
        lexicon = load_lexicon()
        if self.classify(noun) in (SubjectKind.ISSUER, SubjectKind.MEMBER) or lexicon.has(
            "sovereign_noun", noun
        ):
            return False
        is_title = lexicon.has("own_organ_noun", noun) or lexicon.has("body_noun", noun)
        return (is_title or pos_of(noun) == "PROPN") and not is_state(noun, self.standings)
