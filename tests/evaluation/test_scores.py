from app.evaluation.scores import Accuracy, Detection


def test_precision_recall_and_f1() -> None:
    score = Detection(gold=4, predicted=6, matched=3)
    assert (score.precision, score.recall, score.f1) == (0.5, 0.75, 0.6)


def test_pooling_adds_counts_and_does_not_average_shares() -> None:
    pooled = Detection(gold=1, predicted=1, matched=1) + Detection(gold=9, predicted=9, matched=0)
    assert pooled.f1 == 0.1


def test_nothing_to_find_and_nothing_reported_has_no_figures() -> None:
    assert (Detection().precision, Detection().recall, Detection().f1) == (None, None, None)
    assert Accuracy().share is None


def test_false_reports_where_there_is_nothing_to_find() -> None:
    score = Detection(gold=0, predicted=2, matched=0)
    assert (score.precision, score.recall, score.f1) == (0.0, None, 0.0)


def test_accuracy_is_right_of_judged() -> None:
    assert Accuracy(right=3, judged=4).share == 0.75
