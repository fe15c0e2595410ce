"""Which plots a page has, and what each of them says in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.refusal.model import shipped_model
from evals.intervals import Estimate
from evals.metrics import quantile
from evals.reporting.page import figures, plots
from evals.reporting.page.model import ShownRun
from evals.reporting.page.naming import type_name
from evals.runs.refusing import refusal_curve


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing with its words; without a drawing, why there is none."""

    chinese: str
    english: str
    svg: str
    """Empty where there is nothing to draw."""
    note: str
    """How to read it, or why there is none."""
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    """The numbers drawn, for those who do not see the drawing."""


def plots_of(runs: Sequence[ShownRun]) -> tuple[Plot, ...]:
    """Right by type, evidence at depth, refusal over the threshold, latency; of one run or two."""
    return _by_type(runs), _at_depth(runs), _refusal(runs[-1]), _latency(runs)


def _names(runs: Sequence[ShownRun]) -> list[str]:
    return [f"甲 {runs[0].name}", f"乙 {runs[1].name}"] if len(runs) > 1 else [runs[0].name]


def _by_type(runs: Sequence[ShownRun]) -> Plot:
    groups = [run.of_types() for run in runs]
    names = list(dict.fromkeys(name for own in groups for name in own))
    bars, rows = [], []
    for name in names:
        cases = [own.get(name, ()) for own in groups]
        estimates = [figures.shown_of("right", group).estimate for group in cases]
        bars.append(plots.Bar(type_name(name), max(map(len, cases)), estimates))
        rows.append((type_name(name), str(max(map(len, cases))), *map(_shown, estimates)))
    note = "细线为 95% 置信区间，括号内为题数。Thin lines are 95% intervals; questions in brackets."
    drawn = plots.bars(bars, _names(runs))
    return Plot("各题型答对的比例", "right by type", drawn, note, ("题型", "题数", *_names(runs)), rows)


def _at_depth(runs: Sequence[ShownRun]) -> Plot:
    title = ("前 k 段含证据的比例", "gold evidence in the top k passages (recall at k)")
    depths = sorted({k for run in runs for case in run.cases for k in case.score.evidence_hit})
    lines: list[tuple[str, Sequence[Estimate]]] = []
    for name, run in zip(_names(runs), runs, strict=True):
        found = [figures.shown_of(f"evidence_{k}", run.cases).estimate for k in depths]
        if depths and all(estimate is not None for estimate in found):
            lines.append((name, [estimate for estimate in found if estimate is not None]))
    if not lines:
        return Plot(*title, "", "这次运行没有记录检索到的段落。This run kept no passages found.")
    rows = [(f"k={k}", *(_shown(own[place]) for _, own in lines)) for place, k in enumerate(depths)]
    note = "竖线为 95% 置信区间，只计有答案的题。Vertical lines are 95% intervals; answerable questions only."
    return Plot(*title, plots.lines_at_depth(depths, lines), note, ("k", *(name for name, _ in lines)), rows)


def _refusal(run: ShownRun) -> Plot:
    title = ("拒答：阈值与准确率、召回率", "refusal precision and recall over the threshold")
    points = refusal_curve([case.score for case in run.cases])
    if not points or points[0].recall is None:
        return Plot(*title, "", "这次运行没有记录可答的把握，或没有无答案的题。No probabilities, or all answerable.")
    rows = [
        (
            f"{point.threshold:.2f}",
            *("-" if share is None else f"{share:.1%}" for share in (point.precision, point.recall)),
        )
        for point in points[:: max(1, len(points) // 12)]
    ]
    untold = sum(case.probability is None for case in run.cases)
    left_out = f"{untold} 题没有把握值，仍按实际计。" if untold else ""
    own = shipped_model().threshold
    note = f"横轴：把握低于此值即拒答；点线是随程序的阈值 {own:.2f}。{left_out}Refused below; dotted: as shipped."
    return Plot(*title, plots.refusal_lines(points, own), note, ("阈值", "准确率", "召回率"), rows)


def _latency(runs: Sequence[ShownRun]) -> Plot:
    title = ("多少毫秒内答完", "share of questions answered within a time")
    timed = [
        (name, [case.latency_ms for case in run.cases if case.latency_ms is not None])
        for name, run in zip(_names(runs), runs, strict=True)
    ]
    known = [(name, times) for name, times in timed if times]
    if not known:
        return Plot(*title, "", "这次运行没有记录耗时。This run kept no times.")
    rows = [(f"{share}%", *(f"{quantile(times, share / 100):.0f}" for _, times in known)) for share in _SHARES]
    note = "横轴为对数刻度；出错的题不计。Logarithmic; questions with errors left out."
    return Plot(*title, plots.latency_steps(known), note, ("题目", *(f"{name}（毫秒）" for name, _ in known)), rows)


_SHARES = (10, 25, 50, 75, 90, 99, 100)


def _shown(estimate: Estimate | None) -> str:
    return "-" if estimate is None else f"{estimate.value:.1%} [{estimate.low:.1%}, {estimate.high:.1%}]"
