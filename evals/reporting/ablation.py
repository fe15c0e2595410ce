"""The report of an ablation: a column a way."""

from __future__ import annotations

from evals.ablation import AblationReport
from evals.evidence.model import TOP, EvidenceFigures
from evals.reporting.evidence import evidence_values
from evals.reporting.sheet import Sheet

WAY_NAMES = {
    "bm25": "BM25",
    "+fields": "+ 分字段",
    "+dense": "+ 向量",
    "+ranker": "+ 排序模型",
    "+understanding": "+ 问题理解",
}
"""By the names in `ways.WAYS`; each way has all parts of those before it."""


def ablation_sheet(report: AblationReport) -> Sheet:
    """For people."""
    columns = [found.rows for _, found in report.reports]
    return Sheet(
        title=f"逐项消融 {report.context.questions}".strip(),
        head=("类型", "题数", *(WAY_NAMES[name] for name, _ in report.reports)),
        rows=tuple((rows[0].name, str(rows[0].n), *map(_cell, rows)) for rows in zip(*columns, strict=True)),
        remarks=(f"每格：首位有证据 / 前 {TOP} 有证据；每列在前一列之上加一项", *_failures(report)),
        context=report.context,
    )


def ablation_values(report: AblationReport) -> dict[str, object]:
    """For JSON."""
    return {"ways": {name: evidence_values(found) for name, found in report.reports}}


def _cell(row: EvidenceFigures) -> str:
    return f"{row.first.value:.3f} / {row.top.value:.3f}"


def _failures(report: AblationReport) -> list[str]:
    return [f"{WAY_NAMES[name]}：检索出错 {found.failed} 题" for name, found in report.reports if found.failed]
