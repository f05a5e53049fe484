"""A whole statement -> how many pledges extraction finds in a thousand of its words.

The other side of recall: flagging every sentence finds every commitment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import DocumentError, GoldError
from app.evaluation.prediction import extract_document
from app.model import Document
from app.registry.facts import Registry
from app.vocabulary import Stage

COUNTED = (Stage.PROMISED, Stage.REAFFIRMED)
"""What those who count commitments count; action reported as done, and calls, are none."""


@dataclass(frozen=True, slots=True)
class Density:
    """`pledges`: acts promised or reaffirmed in a document of that many `words`."""

    stem: str
    words: int
    pledges: int

    @property
    def per_thousand(self) -> float:
        """Pledges per 1,000 words."""
        return 1000 * self.pledges / self.words


def measure_density(paths: Sequence[Path], registry: Registry) -> tuple[Density, ...]:
    """One a document. Raises `GoldError` when one cannot be read."""
    return tuple(_measure(path, registry) for path in paths)


def _measure(path: Path, registry: Registry) -> Density:
    document = Document(name=str(path), content=path.read_bytes())
    try:
        extracts = list(extract_document(document, registry))
    except DocumentError as error:
        raise GoldError(f"{path}: {error}") from error
    return Density(
        stem=path.stem,
        words=sum(len(extract.statement.text.content.split()) for extract in extracts),
        pledges=sum(act.act.stage in COUNTED for extract in extracts for act in extract.acts),
    )
