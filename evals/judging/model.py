"""What a language model said of the answers of a run. Standard library only, but for the interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from evals.intervals import Estimate, estimate_of_mean
from evals.model import RunContext


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the model said of one answer; all None where it was not judged."""

    id: str
    counted_right: bool
    """By the strings that the question set asks for."""
    correct: bool | None = None
    faithful: bool | None = None
    reason: str = ""
    """The model's, or why there is no judgement."""


@dataclass(frozen=True, slots=True)
class JudgedReport:
    """All judgements of a run."""

    model: str
    judgements: tuple[Judgement, ...]
    context: RunContext = field(default_factory=RunContext)

    @property
    def judged(self) -> tuple[Judgement, ...]:
        return tuple(each for each in self.judgements if each.correct is not None)

    @property
    def correct(self) -> Estimate | None:
        """The share that the model holds for correct, of those that it judged; None without any."""
        return _share([each.correct for each in self.judged])

    @property
    def faithful(self) -> Estimate | None:
        """The share whose every statement the model found in the quotes, of those that it judged."""
        return _share([each.faithful for each in self.judged])

    @property
    def agreement(self) -> Estimate | None:
        """How often the model says of an answer what the strings say of it."""
        return _share([each.correct is each.counted_right for each in self.judged])


def _share(values: Sequence[bool | None]) -> Estimate | None:
    return estimate_of_mean([float(bool(value)) for value in values]) if values else None
