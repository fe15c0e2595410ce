"""Two runs on the questions that both have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.intervals import Estimate
from evals.reporting.page.figures import CONCISE, EVIDENCE, HEADLINE, RIGHT, SHARES, Figure, Measure, difference
from evals.reporting.page.figures import figure_of as figure
from evals.reporting.page.model import Case, ShownRun

Pairs = tuple[tuple[Case, Case], ...]
_BY_QUESTION = (RIGHT, CONCISE, EVIDENCE, *SHARES.values())
"""Measures that count questions, so that a question has a difference."""


@dataclass(frozen=True, slots=True)
class Change:
    """One measure, or the right answers of one type, in both runs."""

    name: tuple[str, str]
    first: Figure
    second: Figure
    difference: Estimate | None
    """Second less first; None for measures that do not count questions."""

    @property
    def is_told_from_chance(self) -> bool:
        return self.difference is not None and (self.difference.low > 0 or self.difference.high < 0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The second run against the first."""

    first: ShownRun
    second: ShownRun
    pairs: Pairs
    measures: tuple[Change, ...]
    types: tuple[Change, ...]
    """Right answers by type."""
    only_one: int
    """Questions that only one of the runs has; they enter no difference."""

    @property
    def won(self) -> Pairs:
        return tuple(pair for pair in self.pairs if pair[1].right and not pair[0].right)

    @property
    def lost(self) -> Pairs:
        return tuple(pair for pair in self.pairs if pair[0].right and not pair[1].right)

    @property
    def both_right(self) -> int:
        return sum(first.right and second.right for first, second in self.pairs)

    @property
    def both_wrong(self) -> int:
        return sum(not first.right and not second.right for first, second in self.pairs)


def compared(first: ShownRun, second: ShownRun) -> Comparison:
    """Every difference with its paired bootstrap interval."""
    others = {case.question.id: case for case in second.cases}
    pairs = tuple((case, others[case.question.id]) for case in first.cases if case.question.id in others)
    measures = [_change((m.chinese, m.english), m, pairs) for m in (*HEADLINE, *SHARES.values())]
    types = dict.fromkeys(case.question.type for case, _ in pairs)
    return Comparison(
        first,
        second,
        pairs,
        tuple(change for change in measures if change.first.estimate or change.second.estimate),
        tuple(_change((name, ""), RIGHT, [p for p in pairs if p[0].question.type == name]) for name in types),
        len(first.cases) + len(second.cases) - 2 * len(pairs),
    )


def _change(name: tuple[str, str], measure: Measure, pairs: Sequence[tuple[Case, Case]]) -> Change:
    firsts, seconds = [first for first, _ in pairs], [second for _, second in pairs]
    apart = difference(measure, pairs) if measure in _BY_QUESTION else None
    return Change(name, figure(measure, firsts), figure(measure, seconds), apart)
