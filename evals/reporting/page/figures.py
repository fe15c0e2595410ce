"""The figures of a run, each a share of sums over questions with its bootstrap interval."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from evals.intervals import CONFIDENCE, RESAMPLES, Estimate, estimate_of_mean
from evals.reporting.page.model import Case

_SEED = 1
Pair = tuple[float, float]
"""Counted and countable of one question."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A share over questions."""

    chinese: str
    english: str
    pair: Callable[[Case], Pair]
    unit: str = "题"


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure of some questions."""

    measure: Measure
    part: float
    whole: float
    estimate: Estimate | None
    """None where there is nothing to count."""


def found_at(k: int) -> Measure:
    """Gold evidence among the first k passages found."""
    return Measure(
        f"前 {k} 段有证据", f"evidence in top {k}", lambda case: (case.found_at.get(k, False), k in case.found_at)
    )


def _of_share(name: str, chinese: str, english: str) -> Measure:
    return Measure(chinese, english, lambda case: (case.shares.get(name, 0.0), name in case.shares))


RIGHT = Measure("答对", "right", lambda case: (case.right, 1))
CONCISE = Measure("答对且简洁", "right and concise", lambda case: (case.concise, 1))
EVIDENCE = Measure("引到证据", "evidence cited", lambda case: (case.cited or False, case.cited is not None))
EXACT = Measure("引文逐字相符", "quotes exact", lambda case: (case.exact, case.citations), "条")
REFUSAL_PRECISION = Measure(
    "拒答准确率", "refusal precision", lambda case: (case.refused and not case.question.answerable, case.refused)
)
REFUSAL_RECALL = Measure(
    "拒答召回率",
    "refusal recall",
    lambda case: (case.refused and not case.question.answerable, not case.question.answerable),
)
HEADLINE = (RIGHT, CONCISE, EVIDENCE, EXACT, REFUSAL_PRECISION, REFUSAL_RECALL)
SHARES = {
    name: _of_share(name, chinese, english)
    for name, chinese, english in (
        ("clause_precision", "引文准确率（条款）", "citation precision, clauses"),
        ("clause_recall", "引文召回率（条款）", "citation recall, clauses"),
        ("character_precision", "引文准确率（字）", "citation precision, characters"),
        ("character_recall", "引文召回率（字）", "citation recall, characters"),
        ("figures", "答案数字经核对", "figures verified"),
        ("gold_figures", "标准答案数字已答", "gold figures stated"),
        ("followup", "追问答对", "follow-ups right"),
    )
}
"""Means over the questions that have them."""


def figure_of(measure: Measure, cases: Sequence[Case]) -> Figure:
    """The share over `cases`."""
    pairs = [measure.pair(case) for case in cases]
    return Figure(measure, sum(p for p, _ in pairs), sum(w for _, w in pairs), estimate_of_share(pairs))


def estimate_of_share(pairs: Sequence[Pair]) -> Estimate | None:
    """Sum of counted by sum of countable, with the percentile bootstrap interval over questions.

    Questions are drawn, not citations, for those of one question are right or wrong together (Efron and
    Tibshirani 1993, 13.3, for a ratio). Draws without anything to count are left out. None without any.
    """
    if not sum(whole for _, whole in pairs):
        return None
    distinct, counts = np.unique(np.asarray(pairs, dtype=np.float64), axis=0, return_counts=True)
    draws = np.random.default_rng(_SEED).multinomial(len(pairs), counts / len(pairs), size=RESAMPLES)
    parts, wholes = draws @ distinct[:, 0], draws @ distinct[:, 1]
    counted = wholes > 0
    outside = 100 * (1 - CONFIDENCE) / 2
    low, high = np.percentile(parts[counted] / wholes[counted], [outside, 100 - outside])
    return Estimate(sum(p for p, _ in pairs) / sum(w for _, w in pairs), float(low), float(high))


def difference(measure: Measure, pairs: Sequence[tuple[Case, Case]]) -> Estimate | None:
    """Second run less first on the same questions, for measures that count questions; None without any."""
    both = [(measure.pair(first), measure.pair(second)) for first, second in pairs]
    changes = [b[0] - a[0] for a, b in both if a[1] and b[1]]
    return estimate_of_mean(changes) if changes else None


@dataclass(frozen=True, slots=True)
class RefusalPoint:
    """Refusing below `threshold`."""

    threshold: float
    precision: float | None
    """Unanswerable of the refused; None where nothing is refused."""
    recall: float
    """Refused of the unanswerable."""


def refusal_curve(cases: Sequence[Case], steps: int = 50) -> tuple[RefusalPoint, ...]:
    """Precision and recall of refusing every question whose probability is below a threshold in [0, 1].

    Over the questions that have a probability; empty where none has, or none of them is unanswerable.
    """
    known = [(c.probability, c.question.answerable) for c in cases if c.probability is not None]
    unanswerable = sum(not answerable for _, answerable in known)
    if not unanswerable:
        return ()
    points = []
    for step in range(steps + 1):
        refused = [answerable for probability, answerable in known if probability < step / steps]
        rightly = sum(not answerable for answerable in refused)
        points.append(RefusalPoint(step / steps, rightly / len(refused) if refused else None, rightly / unanswerable))
    return tuple(points)
