"""Two runs on the questions that both have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.comparing.comparing import difference_of
from evals.comparing.model import FigureDifference
from evals.errors import BadFile
from evals.reporting.page.figures import Shown, shown_of
from evals.reporting.page.model import Case, ShownRun
from evals.runs.figures import FIGURES

Pairs = tuple[tuple[Case, Case], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One figure, or the right answers of one type, in both runs."""

    type: str
    """Empty for all questions."""
    first: Shown
    second: Shown
    difference: FigureDifference


@dataclass(frozen=True, slots=True)
class ShownComparison:
    """The second run against the first."""

    first: ShownRun
    second: ShownRun
    pairs: Pairs
    right: Change
    changes: tuple[Change, ...]
    """Every figure that both runs have, then the right answers by type."""
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


def compared(first: ShownRun, second: ShownRun) -> ShownComparison:
    """Every difference with its paired interval and p. Raises `BadFile` where no question is in both."""
    others = {case.question.id: case for case in second.cases}
    pairs = tuple((case, others[case.question.id]) for case in first.cases if case.question.id in others)
    if not pairs:
        raise BadFile(f"运行 {first.name} 与 {second.name} 没有共同的题目，不能比较；请用同一份题目文件重新运行其一")
    changes = [_change(figure.name, "", pairs) for figure in FIGURES]
    for name in dict.fromkeys(case.question.type for case, _ in pairs):
        changes.append(_change("right", name, [pair for pair in pairs if pair[0].question.type == name]))
    return ShownComparison(
        first,
        second,
        pairs,
        changes[0],
        tuple(change for change in changes if change.difference.difference is not None),
        len(first.cases) + len(second.cases) - 2 * len(pairs),
    )


def _change(name: str, type_name: str, pairs: Sequence[tuple[Case, Case]]) -> Change:
    firsts, seconds = [first for first, _ in pairs], [second for _, second in pairs]
    one, other = shown_of(name, firsts), shown_of(name, seconds)
    apart = difference_of(one.figure, [case.score for case in firsts], [case.score for case in seconds])
    return Change(type_name, one, other, apart)
