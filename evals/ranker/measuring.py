"""How well lists are ordered: R@1 and nDCG@10, a list each, so that two orders can be compared in pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.ranking.features import NAMES
from evals.intervals import Estimate, estimate_of_mean
from evals.ranker.lists import CandidateList

DEPTH = 10
_DISCOUNTS = 1 / np.log2(np.arange(2, DEPTH + 2))
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure of a ranker beside BM25 alone."""

    bm25: float
    ranked: float
    difference: Estimate


def compare(
    lists: Sequence[CandidateList], weights: Mapping[str, float] | Sequence[Mapping[str, float]]
) -> tuple[Compared, Compared]:
    """R@1 and nDCG@10 of the order that the weights (one for all lists, or one a list) give, each beside BM25's."""
    each = [weights] * len(lists) if isinstance(weights, Mapping) else weights
    pairs = zip(lists, each, strict=True)
    ranked = np.array([measures(_ordered(item, own), item.answers) for item, own in pairs])
    plain = np.array([measures(item.bm25, item.answers) for item in lists])
    first, gain = (_compared(plain[:, i], ranked[:, i]) for i in range(2))
    return first, gain


def measures(right: NDArray[np.bool_], answers: int) -> tuple[float, float]:
    """R@1 and nDCG@10 (grades 0 and 1) of an order, given which of its passages are right and how many there are."""
    if not answers:
        return 0.0, 0.0
    top = right[:DEPTH].astype(np.float64)
    first = float(top[:1].sum()) / answers
    return first, float(top @ _DISCOUNTS[: len(top)] / _DISCOUNTS[: min(answers, DEPTH)].sum())


def _ordered(item: CandidateList, weights: Mapping[str, float]) -> NDArray[np.bool_]:
    column = np.array([weights.get(name, 0.0) for name in NAMES])
    if not len(item.right):
        return item.right
    return np.asarray(item.right[np.argsort(-(item.features @ column), kind="stable")], dtype=np.bool_)


def _compared(plain: Values, ranked: Values) -> Compared:
    return Compared(float(plain.mean()), float(ranked.mean()), estimate_of_mean((ranked - plain).tolist()))
