import pytest

from app.errors import GoldError
from app.evaluation.gold import GoldCase
from app.evaluation.prediction import predict_acts
from app.registry import load_registry
from tests.builders import a_document

CONTENT = "We will plant trees. We will dredge the bay, in part. We will pave the roads."


def list_texts(scope: str | None) -> list[str]:
    case = GoldCase(stem="bay", document=a_document(CONTENT), acts=(), scope=scope)
    return [prediction.coded.text for prediction in predict_acts(case, load_registry())]


def test_the_acts_of_the_whole_statement_are_predicted() -> None:
    assert list_texts(None) == [
        "We will plant trees",
        "We will dredge the bay, in part",
        "We will pave the roads",
    ]


def test_acts_count_up_to_the_words_of_the_scope_whatever_their_punctuation() -> None:
    assert list_texts("We will dredge the bay in part") == [
        "We will plant trees",
        "We will dredge the bay, in part",
    ]


def test_a_scope_that_is_not_in_the_statement_is_an_error() -> None:
    with pytest.raises(GoldError, match="bay: the words up to which it is coded are not in the statement"):
        list_texts("We will fly")
