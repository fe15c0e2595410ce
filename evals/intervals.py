"""How far a mean may be off because these questions and no others were asked: bootstrap intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 10_000
CONFIDENCE = 0.95
_SEED = 1


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with its 95% interval."""

    value: float
    low: float
    high: float


def estimate_of_mean(values: Sequence[float]) -> Estimate:
    """The mean of one value a question, with its percentile bootstrap interval (Efron and Tibshirani 1993, 13.3).

    Given the differences of two runs on the same questions this is the paired bootstrap. Always the same for
    the same values. Where all values are alike the interval has no width. Raises ValueError without values.
    """
    if not len(values):
        raise ValueError("a mean needs at least one value")
    # Drawing as many questions as there are, with replacement, only sets how often each distinct value comes up.
    distinct, counts = np.unique(np.asarray(values, dtype=np.float64), return_counts=True)
    draws = np.random.default_rng(_SEED).multinomial(len(values), counts / len(values), size=RESAMPLES)
    outside = 100 * (1 - CONFIDENCE) / 2
    low, high = np.percentile(draws @ distinct / len(values), [outside, 100 - outside])
    return Estimate(float(np.mean(values)), float(low), float(high))
