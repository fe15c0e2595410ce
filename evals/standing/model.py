"""What a standing test comes to. Standard library only, but for the interval."""

from __future__ import annotations

from dataclasses import dataclass, field

from evals.intervals import Estimate, estimate_of_mean
from evals.model import QuestionScore, RunContext, RunReport


@dataclass(frozen=True, slots=True)
class Condition:
    """The questions under one condition; a question that the condition does not change is left out."""

    name: str
    report: RunReport
    pairs: tuple[tuple[QuestionScore, QuestionScore], ...]
    """Each question as it was asked plainly and as it was asked here."""

    @property
    def kept(self) -> float | None:
        """Of the questions that were right plainly, the share that still is; None without any."""
        right = [now.answer_ok for before, now in self.pairs if before.answer_ok]
        return sum(right) / len(right) if right else None

    @property
    def change(self) -> Estimate:
        """Of the share of right answers, over the same questions, with its paired bootstrap interval."""
        return estimate_of_mean([float(now.answer_ok) - float(before.answer_ok) for before, now in self.pairs])

    @property
    def lost(self) -> tuple[tuple[QuestionScore, QuestionScore], ...]:
        """Right plainly and wrong here."""
        return tuple((before, now) for before, now in self.pairs if before.answer_ok and not now.answer_ok)


@dataclass(frozen=True, slots=True)
class StandingReport:
    """The plain run and the conditions."""

    title: str
    plain: RunReport
    conditions: tuple[Condition, ...]
    context: RunContext = field(default_factory=RunContext)


def condition(name: str, plain: RunReport, report: RunReport) -> Condition:
    """Pairs the questions of a run under a condition with the same ones of the plain run."""
    before = {score.question.id: score for score in plain.scores}
    return Condition(name, report, tuple((before[score.question.id], score) for score in report.scores))
