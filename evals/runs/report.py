"""The further figures of a run, for people and as JSON, with every question that failed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.intervals import Estimate
from evals.metrics import quantile
from evals.model import RunContext, RunReport
from evals.report import to_json, to_markdown, write_errors
from evals.reporting.page.rendering import render_page, write_page
from evals.reporting.page.runs import shown_report
from evals.reporting.sheet import Sheet, estimate_values, markdown_of, shown, shown_estimate
from evals.runs.figures import FIGURES
from evals.runs.model import Observation, QuestionScore
from evals.runs.ranking import retrieval_figures
from evals.runs.refusing import refusal_curve

PORTIONS = (0.5, 0.9, 0.95, 0.99)


@dataclass(frozen=True, slots=True)
class RunFigures:
    """What is told of a run beside the table by type."""

    scores: tuple[QuestionScore, ...]
    observations: Mapping[str, Observation]
    context: RunContext

    @property
    def failed(self) -> tuple[QuestionScore, ...]:
        return tuple(score for score in self.scores if score.error)


def latency_quantiles(scores: Sequence[QuestionScore]) -> dict[str, float]:
    """Milliseconds by 'p50', 'p90', 'p95' and 'p99', nearest rank, of questions without an error; empty without any."""
    times = [score.latency_ms for score in scores if score.latency_ms is not None and not score.error]
    return {f"p{100 * portion:.0f}": quantile(times, portion) for portion in PORTIONS} if times else {}


def figures_sheet(run: RunFigures) -> Sheet:
    """A row a figure with its interval and how many questions it is of."""
    rows = []
    for figure in FIGURES:
        estimate = figure.estimate(run.scores)
        counted = sum(figure.portion(score)[1] > 0 for score in run.scores)
        rows.append((figure.label, "-" if estimate is None else shown_estimate(estimate), str(counted)))
    return Sheet("各项指标", ("指标", "值与 95% 置信区间", "题数"), tuple(rows), tuple(_remarks(run)), run.context)


def figures_values(run: RunFigures) -> dict[str, object]:
    """{"figures", "retrieval", "latency_quantiles_ms", "refusal_curve", "failed_questions"} for JSON."""
    return {
        "figures": {figure.name: _figure_values(figure.estimate(run.scores)) for figure in FIGURES},
        "sources": {figure.name: figure.source for figure in FIGURES},
        "retrieval": {name: round(value, 4) for name, value in retrieval_figures(run.observations.values()).items()},
        "latency_quantiles_ms": {name: round(value, 1) for name, value in latency_quantiles(run.scores).items()},
        "refusal_curve": [asdict(point) for point in refusal_curve(run.scores)],
        "failed_questions": [{"id": score.id, "error": score.error} for score in run.failed],
    }


def run_json(report: RunReport, run: RunFigures) -> str:
    """What `evals.report.to_json` gives of the table by type, with the further figures."""
    return json.dumps(json.loads(to_json(report)) | figures_values(run), ensure_ascii=False, indent=2)


def write_run_report(report: RunReport, run: RunFigures, folder: Path) -> None:
    """Writes report.md, report.json, errors.jsonl and report.html into `folder`, which is made.

    Raises `PlotsMissing` where the page cannot be drawn, after the others are written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    by_type, origin, context = to_markdown(report).partition("## 运行环境")
    further = markdown_of(figures_sheet(run)).partition("## 运行环境")[0]
    (folder / "report.md").write_text(f"{by_type}#{further}{origin}{context}", encoding="utf-8")
    (folder / "report.json").write_text(run_json(report, run), encoding="utf-8")
    write_errors(report, folder / "errors.jsonl")
    write_page(folder / "report.html", render_page(shown_report(report, run.scores)))


def failed_lines(run: RunFigures) -> list[str]:
    """One line a question that failed."""
    return [f"出错 {score.id}：{score.error}" for score in run.failed]


def _figure_values(estimate: Estimate | None) -> dict[str, object] | None:
    return None if estimate is None else estimate_values(estimate)


def _remarks(run: RunFigures) -> list[str]:
    retrieval = retrieval_figures(run.observations.values())
    times = latency_quantiles(run.scores)
    lines = []
    if retrieval:
        lines.append("检索（ir-measures）：" + "，".join(f"{name} {shown(value)}" for name, value in retrieval.items()))
    if times:
        lines.append("耗时（毫秒）：" + "，".join(f"{name} {value:.0f}" for name, value in times.items()))
    return [*lines, *failed_lines(run)]
