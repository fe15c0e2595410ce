"""What refusing would come to at other thresholds of the judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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


def refusal_curve(scores: Sequence[QuestionScore]) -> tuple[RefusalPoint, ...]:
    """One point a distinct probability, rising, with 0 before them and a last one that refuses all that was judged.

    A question for which nothing was judged stays as it was: refused at every threshold, or at none. Empty where
    no question has a probability.
    """
    known = sorted({score.probability for score in scores if score.probability is not None})
    if not known:
        return ()
    return tuple(_point(scores, threshold) for threshold in dict.fromkeys((0.0, *known, 1.0)))


def _point(scores: Sequence[QuestionScore], threshold: float) -> RefusalPoint:
    refused = [score for score in scores if _refused(score, threshold)]
    answered = [score for score in scores if not _refused(score, threshold)]
    rightly = sum(not score.answerable for score in refused)
    return RefusalPoint(
        threshold,
        share(rightly, len(refused)),
        share(rightly, sum(not score.answerable for score in scores)),
        len(refused),
        share(sum(score.right and score.answerable for score in answered), len(answered)),
    )


def _refused(score: QuestionScore, threshold: float) -> bool:
    return score.refused if score.probability is None else score.probability < threshold
