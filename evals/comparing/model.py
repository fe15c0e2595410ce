"""What a comparison of two runs says."""

from __future__ import annotations

from dataclasses import dataclass

from evals.comparing.chance import LEVEL
from evals.intervals import Estimate
from evals.runs.model import RunManifest


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """One figure in both runs. None where a run has nothing to count."""

    name: str
    label: str
    first: float | None
    second: float | None
    difference: Estimate | None
    """Second less first, with its interval."""
    p: float | None

    @property
    def significant(self) -> bool:
        return self.p is not None and self.p < LEVEL


@dataclass(frozen=True, slots=True)
class TypeDifference:
    """The answers to one type of question: ids that only the second run has right, only the first, both, neither."""

    type: str
    won: tuple[str, ...]
    lost: tuple[str, ...]
    both: tuple[str, ...]
    neither: tuple[str, ...]
    right: FigureDifference

    @property
    def n(self) -> int:
        return len(self.won) + len(self.lost) + len(self.both) + len(self.neither)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The second run against the first."""

    first: RunManifest
    second: RunManifest
    total: TypeDifference
    types: tuple[TypeDifference, ...]
    figures: tuple[FigureDifference, ...]
