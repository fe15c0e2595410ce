"""Learning the ranker's weights, and the figures that they are judged by."""

from __future__ import annotations

import math

import numpy as np
import pytest

from assistant.ranking.features import NAMES
from evals.errors import EvalsError
from evals.ranker.data import RankerSet
from evals.ranker.fitting import Recipe, fit
from evals.ranker.lists import CandidateList
from evals.ranker.measuring import compare, measures
from evals.ranker.report import SetFigures, replace_figures, tables
from evals.ranker.train import learn, measured


def candidates(right: str, **columns: list[float]) -> CandidateList:
    """A list whose right candidates are marked '+' ; features that are not given are 0."""
    marks = np.array([mark == "+" for mark in right], dtype=np.bool_)
    features = np.zeros((len(right), len(NAMES)), dtype=np.float32)
    for name, values in columns.items():
        features[:, NAMES.index(name)] = values
    return CandidateList(features, marks, int(marks.sum()), marks)


_HELPFUL = [candidates("-+-", cosine=[0.2, 0.6, 0.3], letter=[1, 0, 0]) for _ in range(10)]
_MISLEADING = [candidates("-+-", cosine=[0.6, 0.2, 0.3], pairs_sentence=[0.1, 0.9, 0.2]) for _ in range(10)]


def test_a_feature_that_tells_right_from_wrong_gets_a_weight_of_its_sign() -> None:
    weights = fit({"set": _HELPFUL}, {"set": 1.0}, Recipe())
    assert weights["cosine"] > 0 > weights["letter"]


def test_a_weight_never_turns_the_meaning_of_its_feature_round() -> None:
    weights = fit({"set": _MISLEADING}, {"set": 1.0}, Recipe())
    assert weights["cosine"] == 0
    assert weights["pairs_sentence"] > 0


def test_a_set_weighs_its_share_and_not_its_number_of_lists() -> None:
    many, few = _HELPFUL * 5, _MISLEADING
    apart = fit({"a": many, "b": few}, {"a": 1.0, "b": 1.0}, Recipe())
    alike = fit({"a": _HELPFUL, "b": few}, {"a": 1.0, "b": 1.0}, Recipe())
    assert apart == pytest.approx(alike, rel=0.01)


def test_lists_without_a_right_or_a_wrong_candidate_teach_nothing() -> None:
    with pytest.raises(ValueError, match="nothing to learn"):
        fit({"set": [candidates("--"), candidates("+"), candidates("")]}, {"set": 1.0}, Recipe())


@pytest.mark.parametrize(
    ("order", "answers", "first", "gain"),
    [
        ("+-", 1, 1.0, 1.0),
        ("-+", 1, 0.0, 1 / math.log2(3)),
        ("+-+", 2, 0.5, (1 + 1 / 2) / (1 + 1 / math.log2(3))),
        ("-" * 10 + "+", 1, 0.0, 0.0),
        ("--", 1, 0.0, 0.0),
        ("", 1, 0.0, 0.0),
    ],
)
def test_recall_and_gain_are_as_defined(order: str, answers: int, first: float, gain: float) -> None:
    right = np.array([mark == "+" for mark in order], dtype=np.bool_)
    assert measures(right, answers) == pytest.approx((first, gain))


def test_a_better_order_than_bm25_shows_as_a_difference_above_zero() -> None:
    first, gain = compare(_HELPFUL, {"cosine": 1.0})
    assert (first.bm25, first.ranked, first.difference.low) == (0.0, 1.0, 1.0)
    assert gain.difference.value == pytest.approx(1 - gain.bm25)


def test_a_set_is_measured_with_weights_that_did_not_see_its_group() -> None:
    """The twin holds the same questions, so learning from it would be learning from the set."""
    sets = [
        RankerSet("set", tuple(_MISLEADING), group="twins"),
        RankerSet("twin", tuple(_MISLEADING), group="twins"),
        RankerSet("other", tuple(_HELPFUL), group="other"),
    ]
    (figures, *_) = measured(sets, Recipe())
    assert figures.without[0].ranked == 0.0  # only the cosine was learned
    assert figures.halves is not None
    assert figures.halves[0].ranked == 1.0


def test_nothing_is_learned_from_a_set_without_a_licence() -> None:
    sets = [
        RankerSet("closed", tuple(_MISLEADING), learned=False, group="closed"),
        *(RankerSet(name, tuple(_HELPFUL), group=name) for name in ("one", "two")),
    ]
    closed = measured(sets, Recipe())[0]
    assert closed.without[0].ranked == 0.0
    assert closed.halves is None


def test_twins_weigh_together_as_one_set() -> None:
    twins = [RankerSet(name, tuple(_HELPFUL), group="twins") for name in ("set", "twin")]
    other = RankerSet("other", tuple(_MISLEADING), group="other")
    alone = RankerSet("set", tuple(_HELPFUL), group="set")
    assert learn([*twins, other], Recipe()) == pytest.approx(learn([alone, other], Recipe()), rel=0.01)


def test_the_tables_stand_between_the_marks_of_the_document(tmp_path) -> None:  # type: ignore[no-untyped-def]
    document = tmp_path / "ranker.md"
    document.write_text("before\n<!-- figures: start -->\nold\n<!-- figures: end -->\nafter\n", encoding="utf-8")
    compared = compare(_HELPFUL, {"cosine": 1.0})
    replace_figures(document, tables([SetFigures("set", 10, compared, None)], {"cosine": 1.5}, "model"))
    text = document.read_text(encoding="utf-8")
    assert (text.partition("<")[0], text.rpartition(">")[2]) == ("before\n", "\nafter\n")
    assert "old" not in text
    assert "| `set` | 10 | 0.0000 | 1.0000 | +1.0000 [+1.0000, +1.0000] |" in text
    assert "| 1.5 |" in text


def test_a_document_without_marks_is_left_alone(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "ranker.md").write_text("text", encoding="utf-8")
    with pytest.raises(EvalsError):
        replace_figures(tmp_path / "ranker.md", "tables")
