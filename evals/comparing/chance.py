"""How often chance alone would make a difference as large: the paired randomisation test."""

from __future__ import annotations

import numpy as np

from evals.intervals import CONFIDENCE, RESAMPLES, Estimate

Portions = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
"""One row (numerator, denominator) a question, of one run."""
LEVEL = 0.05
"""A p below this is called a difference."""
ROUNDS = 10_000
_SEED = 1
_SAME = 1e-12
"""Two differences nearer than this are equal, whatever the order in which they were summed."""


def difference(first: Portions, second: Portions) -> float | None:
    """The share of the second run less that of the first; None where either has nothing to count."""
    (a, na), (b, nb) = first.sum(axis=0), second.sum(axis=0)
    return float(b / nb - a / na) if na and nb else None


def p_value(first: Portions, second: Portions, rounds: int = ROUNDS, seed: int = _SEED) -> float | None:
    """The two-sided p of Fisher's paired randomisation test, by `rounds` random assignments (Noreen 1989, 2.1).

    Under the null hypothesis the two answers to a question might have come from either run, so in each round every
    question's pair is swapped with probability 1/2; p is (1 + rounds with a difference at least as large) /
    (1 + rounds). Smucker, Allan and Carterette 2007 recommend it for runs on the same topics. 1 where no question
    differs; None where there is no difference to speak of. Always the same for the same values.
    """
    seen = difference(first, second)
    if seen is None:
        return None
    apart = np.any(first != second, axis=1)
    if not apart.any():
        return 1.0
    kept_first, kept_second = first[~apart].sum(axis=0), second[~apart].sum(axis=0)
    swapped = np.random.default_rng(seed).integers(0, 2, size=(rounds, int(apart.sum()))).astype(np.float64)
    move = second[apart] - first[apart]
    one = kept_first + first[apart].sum(axis=0) + swapped @ move
    other = kept_second + second[apart].sum(axis=0) - swapped @ move
    with np.errstate(divide="ignore", invalid="ignore"):
        made = other[:, 0] / other[:, 1] - one[:, 0] / one[:, 1]
    # An assignment that leaves a run without a denominator has no difference; counting it keeps the test careful.
    as_large = np.isnan(made) | (np.abs(made) >= abs(seen) - _SAME)
    return float((1 + as_large.sum()) / (1 + rounds))


def interval(first: Portions, second: Portions, seed: int = _SEED) -> Estimate | None:
    """The difference with its 95% percentile bootstrap interval, questions drawn in pairs (Efron and Tibshirani
    1993, 13.3). None where there is no difference to speak of.
    """
    seen = difference(first, second)
    if seen is None:
        return None
    distinct, counts = np.unique(np.hstack([first, second]), axis=0, return_counts=True)
    drawn = np.random.default_rng(seed).multinomial(len(first), counts / len(first), size=RESAMPLES) @ distinct
    drawn = drawn[(drawn[:, 1] > 0) & (drawn[:, 3] > 0)]
    made = drawn[:, 2] / drawn[:, 3] - drawn[:, 0] / drawn[:, 1]
    outside = 100 * (1 - CONFIDENCE) / 2
    low, high = np.percentile(made, [outside, 100 - outside])
    return Estimate(seen, float(low), float(high))
