"""Whether a run may pass: no figure may fall by more than is allowed against a baseline."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evals.comparing.comparing import require_comparable
from evals.errors import EvalsError
from evals.runs.figures import FIGURES
from evals.runs.model import StoredRun

_DROP = re.compile(r"(\d+(?:\.\d+)?)\s*(?:pt|pts|个?百分点|%)?")
_ROUNDING = 1e-9
"""A fall by exactly what is allowed passes, whatever the last binary digit says."""


@dataclass(frozen=True, slots=True)
class Fall:
    """A figure that fell by more than is allowed."""

    name: str
    label: str
    baseline: float
    now: float | None
    """None where the run has nothing left to count."""

    @property
    def line(self) -> str:
        now = "无" if self.now is None else f"{100 * self.now:.1f}%"
        by = "" if self.now is None else f"，下降 {100 * (self.baseline - self.now):.1f} 个百分点"
        return f"{self.label}（{self.name}）：{100 * self.baseline:.1f}% → {now}{by}"


def falls(baseline: StoredRun, run: StoredRun, most: float) -> tuple[Fall, ...]:
    """The figures that fell by more than `most`, in [0, 1]. Speed is not among them: it is the machine's.

    Raises `BadFile` where the runs are not on the same questions, or one is not finished.
    """
    require_comparable(baseline, run)
    found = []
    for figure in FIGURES:
        before, now = figure.value(baseline.scores), figure.value(run.scores)
        if before is not None and (now is None or before - now > most + _ROUNDING):
            found.append(Fall(figure.name, figure.label, before, now))
    return tuple(found)


def read_drop(text: str) -> float:
    """'1pt', '0.5 pt', '1个百分点' or '1' as a share: 0.01. Raises `EvalsError` for anything else."""
    match = _DROP.fullmatch(text.strip())
    if match is None or float(match[1]) > 100:
        raise EvalsError(f"--max-drop 应为百分点，如 1pt 或 0.5pt，实际为 {text}")
    return float(match[1]) / 100
