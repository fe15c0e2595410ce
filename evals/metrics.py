"""The measures, each a pure function of what was asked and what was answered."""

from __future__ import annotations

import math
from collections.abc import Sequence

from evals.model import Alternatives, GoldQuestion, Latency, Prediction
from evals.text import contains, normalise, shares_run, without_space

CONCISE_FLOOR = 80
"""Characters that any answer may have and still be concise."""
MIN_QUOTE = 8
"""Normalised characters that a quote needs before half of it proves anything."""


def states_all(demands: Alternatives, answer: str) -> bool:
    """Whether every demand is met by one of its alternatives standing in the answer; true without demands."""
    return all(any(contains(choice, answer) for choice in choices) for choices in demands)


def states_any(strings: Sequence[str], answer: str) -> bool:
    """Whether one of the strings stands in the answer."""
    return any(contains(string, answer) for string in strings)


def meets_demands(question: GoldQuestion, prediction: Prediction | None) -> bool:
    """Whether the answer says what it must, whatever else it says.

    Answerable: not refused and every `must` is met. Unanswerable: refused, or the false premise corrected.
    """
    if prediction is None:
        return False
    if question.answerable:
        return not prediction.refused and states_all(question.must, prediction.answer)
    corrected = bool(question.correction and prediction.answer) and states_all(question.correction, prediction.answer)
    return prediction.refused or corrected


def is_right(question: GoldQuestion, prediction: Prediction | None) -> bool:
    """Whether the demands are met and, for an answerable question, nothing of `must_not` is said."""
    if prediction is None or not meets_demands(question, prediction):
        return False
    return not question.answerable or not states_any(question.must_not, prediction.answer)


def is_concise(answer: str, gold: str) -> bool:
    """Whether the answer has at most max(80, 4 x gold + 40) characters, white space aside on both sides."""
    return len(without_space(answer)) <= max(CONCISE_FLOOR, 4 * len(without_space(gold)) + 40)


def hits_evidence(quote: str, evidence: str) -> bool:
    """Whether the longest common substring, normalised, covers half of the evidence, or half of the quote
    where the quote has at least `MIN_QUOTE` characters.
    """
    cited, gold = normalise(quote), normalise(evidence)
    if not cited or not gold:
        return False
    lengths = [len(gold), len(cited)] if len(cited) >= MIN_QUOTE else [len(gold)]
    return shares_run(cited, gold, math.ceil(min(lengths) / 2))


def share(part: int, whole: int) -> float | None:
    """`part / whole`, None where `whole` is 0."""
    return part / whole if whole else None


def upper_median(lengths: Sequence[int]) -> int | None:
    """The middle of the sorted numbers, the upper one of two; None where there is none."""
    return sorted(lengths)[len(lengths) // 2] if lengths else None


def quantile(values: Sequence[float], portion: float) -> float:
    """The nearest-rank quantile: the smallest value with at least `portion` of all values not above it.

    Raises `ValueError` without values or for a portion outside (0, 1].
    """
    if not values or not 0 < portion <= 1:
        raise ValueError(f"a quantile needs values and a portion in (0, 1], got {len(values)} values and {portion}")
    return sorted(values)[math.ceil(portion * len(values)) - 1]


def latency_of(predictions: Sequence[Prediction]) -> Latency | None:
    """Latency quantiles over predictions that have a latency and no error; None where there is none."""
    times = [item.latency_ms for item in predictions if item.latency_ms is not None and not item.error]
    if not times:
        return None
    p50, p90, p99 = (quantile(times, portion) for portion in (0.5, 0.9, 0.99))
    return Latency(len(times), p50, p90, p99, max(times))
