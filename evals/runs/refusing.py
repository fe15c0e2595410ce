"""What refusing would come to at other thresholds of the judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.refusal.model import shipped_model
from evals.metrics import share
from evals.runs.model import QuestionScore


@dataclass(frozen=True, slots=True)
class RefusalPoint:
    """Refusing all questions whose likeliest finding answers with a probability below `threshold`."""

    threshold: float
    precision: float | None
    """Of the refused, those without an answer; None where none is refused."""
    recall: float | None
    """Of those without an answer, the refused; None where every question has one."""
    refused: int
    right: float | None
    """Of the questions answered at this threshold, those that were answered rightly: 1 - risk at this coverage
    (El-Yaniv and Wiener 2010). A question that was refused in the run counts as wrong where it would be answered.
    """


def refusal_curve(scores: Sequence[QuestionScore], operating: float | None = None) -> tuple[RefusalPoint, ...]:
    """One point a distinct probability, rising, with 0, 1 and the threshold of the run itself among them.

    `operating` is that threshold, by default the one that comes with the program: the point at it is the run as
    it was. A question that other rules refused (a premise that fails, no document of the region), or for which
    nothing was judged, stays as it was at every threshold. Empty where no question has a probability.
    """
    own = shipped_model().threshold if operating is None else operating
    known = {score.probability for score in scores if score.probability is not None}
    return tuple(_point(scores, threshold, own) for threshold in sorted({0.0, own, 1.0, *known})) if known else ()


def _point(scores: Sequence[QuestionScore], threshold: float, own: float) -> RefusalPoint:
    refused = [score for score in scores if _refused(score, threshold, own)]
    answered = [score for score in scores if not _refused(score, threshold, own)]
    rightly = sum(not score.answerable for score in refused)
    return RefusalPoint(
        threshold,
        share(rightly, len(refused)),
        share(rightly, sum(not score.answerable for score in scores)),
        len(refused),
        share(sum(score.right and score.answerable for score in answered), len(answered)),
    )


def _refused(score: QuestionScore, threshold: float, own: float) -> bool:
    by_other_rules = score.refused and (score.probability is None or score.probability >= own)
    return by_other_rules or (score.probability is not None and score.probability < threshold)
