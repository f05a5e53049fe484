"""Makes the ids of statements, acts and deadlines out of what they are, so that they come out alike in every
database.

Pure: what the store already holds is handed in. Why the rules are as they are: docs/decisions/0004.
"""

import re
import unicodedata
from base64 import b32encode
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from hashlib import sha256
from itertools import count

from app.ingestion.assignment import pair_best
from app.ingestion.matching import ENOUGH, StoredAct
from app.ingestion.wording import fold, text_likeness
from app.model import Act, Deadline, Statement
from app.vocabulary import ActKind

ACT_PREFIXES = {ActKind.PLEDGE: "plg", ActKind.CALL: "cal"}
DEADLINE_PREFIX = "ddl"
OPAQUE_CHARACTERS = 12
"""Of 32: 60 bits. Among a million acts two share an id by chance in one of two million databases."""
SUFFIX_CHARACTERS = 8
SLUG_CHARACTERS = 60

WITHOUT_PARTS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Latin letters that Unicode does not take apart into an ASCII letter and an accent."""

NO_ISSUER = "unknown"
NO_DATE = "undated"


# --- statements ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """What identity needs to know of a statement in the store: itself, and the source of its text."""

    id: str
    number: str | None
    text_id: str
    content: str
    source_id: str
    bytes_digest: str


def list_slugs(statement: Statement) -> tuple[str, ...]:
    """Ids the statement may have: `<first issuer>-<date>-<place>`, the same with the document's number, with
    a digest of the title, and with a digest of the text, as far as they are known.
    """
    header = statement.header
    issuer = header.issuers[0] if header.issuers else None
    parts = (
        (issuer.actor or _slugify(issuer.name)) if issuer else NO_ISSUER,
        header.adopted.isoformat() if header.adopted else NO_DATE,
        _slugify(header.place) if header.place else "",
    )
    suffixes = (
        _slugify(header.number) if header.number else "",
        _digest(fold(header.title), length=SUFFIX_CHARACTERS) if header.title else "",
        _digest(statement.text.id, length=SUFFIX_CHARACTERS),
    )
    bare = "-".join(part for part in parts if part)
    return (bare, *(f"{bare}-{suffix}" for suffix in suffixes if suffix))


def choose_ids(
    statements: Sequence[Statement],
    *,
    same_document: Sequence[StoredStatement],
    same_slugs: Mapping[str, StoredStatement],
) -> tuple[str, ...]:
    """An id for each statement of one document.

    `same_document` were found in this very document before: what is found in it now keeps their ids, whatever
    is read of its header. Another statement takes the id of one of `same_slugs` that it renders anew, else
    the first of its slugs that is free.
    """
    again = _match_statements(statements, same_document)
    ids = {number: same_document[old].id for number, old in again.items()}
    for number, statement in enumerate(statements):
        if number not in ids:
            is_alone = len(statements) == 1
            ids[number] = _choose_slug(statement, same_slugs, taken=set(ids.values()), is_alone=is_alone)
    return tuple(ids[number] for number in range(len(statements)))


def _choose_slug(
    statement: Statement, stored: Mapping[str, StoredStatement], *, taken: Set[str], is_alone: bool
) -> str:
    slugs = list_slugs(statement)
    for slug in slugs:
        if slug in stored and slug not in taken and _is_rendition(statement, stored[slug]):
            return slug
    is_telling = is_alone and statement.header.issuers and statement.header.adopted
    for slug in slugs if is_telling else slugs[1:]:
        if slug not in stored and slug not in taken:
            return slug
    return slugs[-1]  # the document holds the same text twice, and it is one statement


def _match_statements(statements: Sequence[Statement], stored: Sequence[StoredStatement]) -> dict[int, int]:
    """Partners (new, old) of statements found in the same document, by what their texts share."""
    places = {known.text_id: old for old, known in enumerate(stored)}
    partners = {
        new: places.pop(statement.text.id)
        for new, statement in enumerate(statements)
        if statement.text.id in places
    }
    return partners | pair_best(
        (new, old, closeness)
        for new, statement in enumerate(statements)
        for old in places.values()
        if new not in partners
        if (closeness := text_likeness(statement.text.content, stored[old].content)) >= ENOUGH
    )


def _is_rendition(statement: Statement, stored: StoredStatement) -> bool:
    """Whether the two are one statement in two versions, or from two publishers; numbers decide where both
    are known.
    """
    if statement.header.number and stored.number:
        return fold(statement.header.number) == fold(stored.number)
    return text_likeness(statement.text.content, stored.content) >= ENOUGH


# --- acts and deadlines -------------------------------------------------------------------------------------


def name_acts(
    statement_id: str, acts: Sequence[Act], partners: Sequence[StoredAct | None], *, taken: Set[str]
) -> tuple[str, ...]:
    """The id of each act: its partner's, else one made of its words and of how often they occurred before.

    `taken`: every id the statement's acts have ever had.
    """
    used = set(taken)
    occurrences: defaultdict[tuple[ActKind, str], Iterator[int]] = defaultdict(count)
    ids = []
    for act, partner in zip(acts, partners, strict=True):
        names = _list_names(statement_id, act, occurrences[act.kind, fold(act.quote)])
        name = partner.id if partner else next(name for name in names if name not in used)
        used.add(name)
        ids.append(name)
    return tuple(ids)


def _list_names(statement_id: str, act: Act, occurrences: Iterator[int]) -> Iterator[str]:
    """The names an act can have, of which those before were given to acts of the same words."""
    words = fold(act.quote)
    return (f"{ACT_PREFIXES[act.kind]}_{_digest(statement_id, words, str(nth))}" for nth in occurrences)


def name_deadlines(act_id: str, deadlines: Sequence[Deadline]) -> tuple[str, ...]:
    """The id of each deadline of an act: made of its role, its words, and how often they occurred before."""
    seen: Counter[tuple[str, str]] = Counter()
    ids = []
    for deadline in deadlines:
        words = (deadline.role, fold(deadline.text))
        ids.append(f"{DEADLINE_PREFIX}_{_digest(act_id, *words, str(seen[words]))}")
        seen[words] += 1
    return tuple(ids)


# --- letters ------------------------------------------------------------------------------------------------


def _slugify(name: str) -> str:
    """Lower-case ASCII words joined by hyphens; a digest where no letter has an ASCII form."""
    letters = name.lower().translate(WITHOUT_PARTS)
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))[:SLUG_CHARACTERS].strip("-")
    return slug or _digest(fold(name), length=SUFFIX_CHARACTERS)


def _digest(*parts: str, length: int = OPAQUE_CHARACTERS) -> str:
    """The first characters of a SHA-256, in lower-case base 32."""
    digest = sha256("\n".join(parts).encode()).digest()
    return b32encode(digest).decode().lower()[:length]
