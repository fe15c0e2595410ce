"""How well the decision tells answerable questions from others: precision, recall, calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.refusal.model import EvidenceModel
from evals.refusal.fitting import Recipe, fit
from evals.refusal.model import Case

_BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with the probability that what was found answers it."""

    case: Case
    probability: float
    """0 where nothing was found."""


@dataclass(frozen=True, slots=True)
class Refusals:
    """Refusals of some questions at a threshold."""

    questions: int
    unanswerable: int
    refused: int
    rightly: int
    area: float | None
    """Under the ROC curve; None where only one kind of question is there."""

    @property
    def precision(self) -> float | None:
        return self.rightly / self.refused if self.refused else None

    @property
    def recall(self) -> float | None:
        return self.rightly / self.unanswerable if self.unanswerable else None


@dataclass(frozen=True, slots=True)
class Bin:
    """The cases whose probability falls in one tenth: what was said and what was so."""

    low: float
    count: int
    predicted: float
    observed: float


def judged(model: EvidenceModel, cases: Sequence[Case]) -> list[Judged]:
    """Every case under `model`."""
    return [Judged(case, model.probability(case.values) if case.values is not None else 0.0) for case in cases]


def crossed(cases: Sequence[Case], recipe: Recipe) -> list[Judged]:
    """Every case under a model that was learned without its group."""
    found: list[Judged] = []
    for name in sorted({case.group for case in cases}):
        own = [case for case in cases if case.group == name]
        found += judged(fit([case for case in cases if case.group != name], recipe), own)
    return found


def refusals(items: Sequence[Judged], threshold: float) -> Refusals:
    """What a threshold does to some cases."""
    refused = [item for item in items if item.probability < threshold]
    return Refusals(
        len(items),
        sum(not item.case.answerable for item in items),
        len(refused),
        sum(not item.case.answerable for item in refused),
        area_under_curve(items),
    )


def area_under_curve(items: Sequence[Judged]) -> float | None:
    """The chance that an answerable case has the higher probability of two, ties counting half (Mann-Whitney)."""
    right = [item.probability for item in items if item.case.answerable]
    wrong = [item.probability for item in items if not item.case.answerable]
    if not right or not wrong:
        return None
    won = sum((r > w) + 0.5 * (r == w) for r in right for w in wrong)
    return won / (len(right) * len(wrong))


def reliability(items: Sequence[Judged]) -> list[Bin]:
    """Tenths of the probability that hold a case."""
    bins: list[Bin] = []
    for number in range(_BINS):
        inside = [item for item in items if min(int(item.probability * _BINS), _BINS - 1) == number]
        if inside:
            predicted = sum(item.probability for item in inside) / len(inside)
            observed = sum(item.case.answerable for item in inside) / len(inside)
            bins.append(Bin(number / _BINS, len(inside), predicted, observed))
    return bins


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: the mean gap between predicted and observed, weighted by the cases of a bin."""
    total = sum(item.count for item in bins)
    return sum(item.count * abs(item.predicted - item.observed) for item in bins) / total


def choose_threshold(items: Sequence[Judged]) -> float:
    """The threshold with the best of the worse of precision and recall, then of their sum, to two decimals."""

    def worth(threshold: float) -> tuple[float, float]:
        got = refusals(items, threshold)
        precision, recall = got.precision or 0.0, got.recall or 0.0
        return min(precision, recall), precision + recall

    return max((step / 100 for step in range(2, 99)), key=worth)
