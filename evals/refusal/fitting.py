"""Learns the weights of the decision: logistic regression with an l2 term, signs held to what a feature means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from assistant.answering.refusal.features import FEATURES, NAMES, row
from assistant.answering.refusal.model import EvidenceModel
from evals.refusal.model import Case

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides the weights, besides the data."""

    derived_share: float = 0.3
    """Weight of all cases that were made of the questions of one source, beside 1 for those that people asked."""
    l2: float = 0.001


def fit(cases: Sequence[Case], recipe: Recipe) -> EvidenceModel:
    """The model with the threshold 0.5; see `choose_threshold`.

    Of each source the answerable and the unanswerable cases weigh the same in all. Raises ValueError where
    one of the two kinds is missing.
    """
    usable = [case for case in cases if case.values is not None]
    right = np.array([case.answerable for case in usable], dtype=np.float64)
    if not 0 < right.sum() < len(right):
        raise ValueError("both answerable and unanswerable questions are needed to learn from")
    matrix = np.array([row(case.values or {}) for case in usable], dtype=np.float64)
    weights = _case_weights(usable, recipe)
    spread = np.maximum(matrix.std(axis=0), 1e-6)
    scaled = matrix / spread

    def loss(learned: Floats) -> tuple[float, Floats]:
        margins = scaled @ learned[:-1] + learned[-1]
        signed = np.where(right > 0, margins, -margins)
        value = float(weights @ np.logaddexp(0, -signed)) + recipe.l2 * float(learned[:-1] @ learned[:-1])
        pull = weights * (1 / (1 + np.exp(-margins)) - right)
        slope = np.append(scaled.T @ pull + 2 * recipe.l2 * learned[:-1], pull.sum())
        return value, slope

    bounds = [(0, None) if f.sign > 0 else (None, 0) if f.sign < 0 else (None, None) for f in FEATURES]
    found = minimize(loss, np.zeros(len(NAMES) + 1), jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)]).x
    learned = dict(zip(NAMES, (found[:-1] / spread).tolist(), strict=True))
    return EvidenceModel({name: weight for name, weight in learned.items() if weight}, float(found[-1]), 0.5)


def _case_weights(cases: Sequence[Case], recipe: Recipe) -> Floats:
    """Sums to 1: each source and label in equal parts, what was made of questions by its share."""
    keys = [(case.source, case.answerable, case.kind == "asked") for case in cases]
    counts = {key: keys.count(key) for key in set(keys)}
    weights = np.array([(1.0 if key[2] else recipe.derived_share) / counts[key] for key in keys])
    return np.asarray(weights / weights.sum(), dtype=np.float64)
