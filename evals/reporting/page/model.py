"""What the page is drawn from: runs as their questions, each with its answer and how it fares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from evals.metrics import states_any
from evals.model import GoldQuestion, Prediction
from evals.runs.model import QuestionScore


class Fault(Enum):
    """What is wrong with an answer, the gravest first: (Chinese, English)."""

    ANSWERED = ("应拒未拒", "answered, should refuse")
    FORBIDDEN = ("说了不应说的", "says what it must not")
    INCOMPLETE = ("缺必答内容", "lacks what it must say")
    FAILED = ("出错", "error")
    MISSING = ("没有答案", "no answer")
    REFUSED = ("误拒", "refused, should answer")
    UNSUPPORTED = ("答对但未引到证据", "right, evidence not cited")

    @property
    def chinese(self) -> str:
        return self.value[0]

    @property
    def english(self) -> str:
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Case:
    """One question of a run."""

    question: GoldQuestion
    prediction: Prediction | None
    """None where there is none, which is wrong."""
    score: QuestionScore

    @property
    def right(self) -> bool:
        return self.score.right

    @property
    def probability(self) -> float | None:
        return self.score.probability

    @property
    def refused(self) -> bool:
        return self.prediction is not None and self.prediction.refused

    @property
    def error(self) -> str:
        return self.prediction.error if self.prediction else ""

    @property
    def latency_ms(self) -> float | None:
        return self.prediction.latency_ms if self.prediction and not self.prediction.error else None

    @property
    def fault(self) -> Fault | None:
        """None where the answer is right and, if there is evidence, cites it."""
        if self.prediction is None:
            return Fault.MISSING
        if self.error:
            return Fault.FAILED
        if self.right:
            return Fault.UNSUPPORTED if self.score.cited_hit is False else None
        if not self.question.answerable:
            return Fault.ANSWERED
        if self.refused:
            return Fault.REFUSED
        return Fault.FORBIDDEN if states_any(self.question.must_not, self.prediction.answer) else Fault.INCOMPLETE


@dataclass(frozen=True, slots=True)
class ShownRun:
    """A run with where it comes from."""

    name: str
    questions: str
    """Name of the question set."""
    started_at: str
    commit: str
    machine: str
    origin: tuple[tuple[str, str], ...]
    """Index, settings and the like, for the end of the page."""
    cases: tuple[Case, ...]
    unmatched: int = 0
    """Predictions whose id no question has."""

    @property
    def faulty(self) -> tuple[Case, ...]:
        """Questions with a fault, the gravest first."""
        order = list(Fault)
        found = [(order.index(case.fault), case) for case in self.cases if case.fault is not None]
        return tuple(case for _, case in sorted(found, key=lambda pair: pair[0]))

    def of_types(self) -> dict[str, tuple[Case, ...]]:
        """The questions by type, in the order in which the types first occur."""
        names = dict.fromkeys(case.question.type for case in self.cases)
        return {name: tuple(case for case in self.cases if case.question.type == name) for name in names}


@dataclass(frozen=True, slots=True)
class StandingTest:
    """The table of one standing test."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    remarks: Sequence[str] = ()
