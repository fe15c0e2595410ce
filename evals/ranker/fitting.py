"""Learns the weights of a linear ranker from lists of candidates.

For every right candidate the loss is the negative log of its softmax share among itself and the wrong
candidates of its list (Cao et al. 2007, listwise top-one likelihood, with one right candidate at a time), plus
an l2 term on weights of standardised features. Weights are held to the sign that their feature means.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from assistant.ranking.features import FEATURES
from evals.ranker.lists import CandidateList

Floats = NDArray[np.float64]
_NO_SPREAD = 1e-6


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides the weights, besides the data."""

    negatives: int = 20
    """Wrong candidates of a list that are learned from: the first by the plain sum, so the hardest."""
    positives: int = 3
    """Right candidates of a list that are learned from."""
    lists: int = 1200
    """Lists of a set that are learned from, drawn by the seed."""
    generated_share: float = 0.3
    """Weight of a set of generated questions; a set of questions that people asked has 1."""
    asked_share: float = 0.5
    """Weight of the natural questions on laws, all parts together."""
    l2: float = 0.001
    seed: int = 17


@dataclass(frozen=True, slots=True)
class _Examples:
    """Differences wrong minus right, padded: shape (examples, negatives, features)."""

    differences: NDArray[np.float32]
    counts: NDArray[np.int64]
    weights: Floats


def fit(sets: Mapping[str, Sequence[CandidateList]], shares: Mapping[str, float], recipe: Recipe) -> dict[str, float]:
    """Weights by feature, learned from all sets, each weighing its share however many lists it has.

    Raises ValueError where no set has a list with a right and a wrong candidate.
    """
    parts = [(shares[name], _examples(lists, recipe)) for name, lists in sets.items()]
    parts = [(share, part) for share, part in parts if len(part.weights)]
    if not parts:
        raise ValueError("no list has a right and a wrong candidate, so there is nothing to learn from")
    differences = np.concatenate([part.differences for _, part in parts])
    counts = np.concatenate([part.counts for _, part in parts])
    weights = np.concatenate([share * part.weights / part.weights.sum() for share, part in parts])
    weights /= weights.sum()
    real = np.arange(recipe.negatives) < counts[:, None]
    each = np.where(real, (weights / counts)[:, None], 0.0)  # sums to 1
    mean = np.einsum("en,enf->f", each, differences)
    spread = np.sqrt(np.einsum("en,enf->f", each, (differences - mean) ** 2))
    spread[spread < _NO_SPREAD] = np.inf
    learned = _minimised((differences / spread).astype(np.float32), real, weights, recipe.l2)
    return {feature.name: float(weight) for feature, weight in zip(FEATURES, learned / spread, strict=True)}


def _minimised(differences: NDArray[np.float32], real: NDArray[np.bool_], weights: Floats, l2: float) -> Floats:
    flat = differences.reshape(-1, differences.shape[-1])
    outside = np.where(real, 0.0, -np.inf)

    def loss(learned: Floats) -> tuple[float, Floats]:
        # log(1 + sum of exp(wrong - right)), with the largest exponent taken out
        margins = (flat @ learned.astype(np.float32)).reshape(real.shape) + outside
        top = np.maximum(margins.max(axis=1), 0)
        powers = np.exp(margins - top[:, None])
        sums = powers.sum(axis=1) + np.exp(-top)
        shares = (powers * (weights / sums)[:, None]).astype(np.float32)
        value = float((weights * (top + np.log(sums))).sum() + l2 * learned @ learned)
        return value, np.asarray(shares.ravel() @ flat + 2 * l2 * learned, dtype=np.float64)

    bounds = [(0, None) if feature.sign > 0 else (None, 0) for feature in FEATURES]
    start = np.zeros(len(FEATURES))
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x, dtype=np.float64)


def _examples(lists: Sequence[CandidateList], recipe: Recipe) -> _Examples:
    dice = np.random.default_rng(recipe.seed)
    chosen = dice.permutation(len(lists))[: recipe.lists]
    differences, counts, weights = [], [], []
    for item in (lists[i] for i in chosen):
        right, wrong = np.flatnonzero(item.right)[: recipe.positives], np.flatnonzero(~item.right)[: recipe.negatives]
        for one in right if len(wrong) else ():
            padded = np.zeros((recipe.negatives, len(FEATURES)), dtype=np.float32)
            padded[: len(wrong)] = item.features[wrong] - item.features[one]
            differences.append(padded)
            counts.append(len(wrong))
            weights.append(1 / len(right))
    shape = (len(differences), recipe.negatives, len(FEATURES))
    return _Examples(np.array(differences, np.float32).reshape(shape), np.array(counts, np.int64), np.array(weights))
