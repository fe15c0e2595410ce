"""The order that the ranker gives candidates, its reasons, and the file of its weights."""

from __future__ import annotations

import pytest

from assistant.model import AnswerKind, Language, Question
from assistant.ranking.features import FEATURES
from assistant.ranking.ranker import DENSE_WEIGHT, Ranker
from assistant.ranking.weights import BadWeights, format_weights, parse_weights, shipped_weights
from tests.unit.assistant.ranking_samples import hit

_QUESTION = Question("亩均税收", Language.SIMPLIFIED, AnswerKind.OPEN, "亩均税收")


def test_without_weights_the_plain_sum_decides() -> None:
    first, second = hit("甲。", bm25=0.8, cosine=0.9), hit("亩均税收。", bm25=1.0, cosine=0.0)
    assert 0.8 + 0.9 * DENSE_WEIGHT > 1
    assert [item.passage.id for item in Ranker().rank(_QUESTION, [second, first])] == ["甲。", "亩均税收。"]


def test_the_best_has_a_score_of_one_and_all_are_between_zero_and_one() -> None:
    hits = [hit("甲。", bm25=0.1, cosine=-0.5), hit("亩均税收。", bm25=1.0, cosine=0.8), hit("税收。", bm25=0.9)]
    scores = [item.score for item in Ranker(shipped_weights()).rank(_QUESTION, hits)]
    assert scores[0] == 1
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] >= 0


def test_equal_candidates_stay_in_the_order_given() -> None:
    hits = [hit("乙。"), hit("甲。"), hit("丙。")]
    assert [item.passage.id for item in Ranker({"cosine": 1.0}).rank(_QUESTION, hits)] == ["乙。", "甲。", "丙。"]


def test_no_candidates_are_no_hits() -> None:
    assert Ranker(shipped_weights()).rank(_QUESTION, []) == []


def test_points_of_the_reasons_make_up_the_distance_between_two_candidates() -> None:
    weights = {"bm25": 2.0, "pairs_sentence": 3.0, "letter": -1.0}
    first, second = Ranker(weights).explain(_QUESTION, [hit("印发给你们。"), hit("亩均税收。")])
    total = {item.hit.passage.id: sum(reason.points for reason in item.contributions) for item in (first, second)}
    assert first.hit.passage.id == "亩均税收。"
    assert total["亩均税收。"] - total["印发给你们。"] == pytest.approx(3.0 + 1.0)
    assert first.contributions[0].feature == "pairs_sentence"


def test_the_explained_order_is_the_order_given() -> None:
    ranker = Ranker(shipped_weights())
    hits = [hit("税收。", bm25=0.9), hit("亩均税收提高。", bm25=0.8), hit("甲。", bm25=0.2)]
    assert [item.hit for item in ranker.explain(_QUESTION, hits)] == ranker.rank(_QUESTION, hits)


def test_weights_come_back_from_their_text() -> None:
    weights = {"bm25": 3.125, "letter": -0.5}
    assert parse_weights(format_weights(weights | {"cosine": 0.0}, "One\n\ntwo"), "weights.tsv") == weights


@pytest.mark.parametrize(
    "text",
    [
        "bm25\t1\n",
        "feature\tweight\nbm25\n",
        "feature\tweight\nbm25\tone\n",
        "feature\tweight\nunknown\t1\n",
        "feature\tweight\nbm25\t-1\n",
        "feature\tweight\nletter\t1\n",
        "feature\tweight\nbm25\tnan\n",
    ],
)
def test_a_file_that_does_not_fit_the_features_is_refused(text: str) -> None:
    with pytest.raises(BadWeights):
        parse_weights(text, "weights.tsv")


def test_the_shipped_weights_fit_the_features() -> None:
    weights = shipped_weights()
    assert weights is not None
    assert set(weights) <= {feature.name for feature in FEATURES}
    assert weights["bm25"] > 0
