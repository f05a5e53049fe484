"""A text -> the language it is written in. Knows py3langid and how far to trust it."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_SURE = 0.8
_SAMPLE_CHARACTERS = 5000


def find_language(content: str) -> str | None:
    """ISO 639-1 code; None when the text is too short or too mixed to say."""
    language, confidence = _load_identifier().classify(content[:_SAMPLE_CHARACTERS])
    return str(language) if confidence >= _SURE else None


@cache
def _load_identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
