"""The report of evidence ranks."""

from __future__ import annotations

from evals.evidence.model import TOP, EvidenceFigures, EvidenceReport, EvidenceScore
from evals.intervals import Estimate
from evals.reporting.sheet import Sheet, estimate_values, shown_estimate

MEASURES = {
    "first": "首位有证据",
    "top": f"前 {TOP} 有证据",
    "all_top": f"前 {TOP} 证据齐全",
    "mrr": "MRR@10",
}
"""Figures of a type by their names in the JSON report, with what people read."""


def evidence_sheet(report: EvidenceReport) -> Sheet:
    """For people."""
    return Sheet(
        title=f"证据排名 {report.context.questions}".strip(),
        head=("类型", "题数", *(f"{name} [95%]" for name in MEASURES.values()), "只见部分"),
        rows=tuple(
            (row.name, str(row.n), *map(shown_estimate, estimates_of(row).values()), str(row.partial))
            for row in report.rows
        ),
        remarks=tuple(_remarks(report)),
        context=report.context,
    )


def evidence_values(report: EvidenceReport) -> dict[str, object]:
    """For JSON."""
    return {
        "types": {row.name: _figures(row) for row in report.rows},
        "unanswerable": report.unanswerable,
        "failed": report.failed,
        "not_indexed": list(report.not_indexed),
    }


def missed_values(score: EvidenceScore) -> dict[str, object]:
    """A question for JSON whose evidence is not first, or not all in the top, with what stood first."""
    question, first = score.question, score.first
    passage = {"doc": first.doc, "title": first.title, "clause": first.clause, "text": first.text} if first else None
    return {
        "id": question.id,
        "type": question.type,
        "question": list(question.turns) or question.question,
        "evidence": [
            {"text": text, "rank": found.rank, "whole": found.whole}
            for text, found in zip(question.evidence, score.ranks, strict=True)
        ],
        "first": passage,
        "error": score.error,
    }


def estimates_of(row: EvidenceFigures) -> dict[str, Estimate]:
    """By the names of `MEASURES`."""
    return {name: getattr(row, name) for name in MEASURES}


def _figures(row: EvidenceFigures) -> dict[str, object]:
    estimates = {name: estimate_values(estimate) for name, estimate in estimates_of(row).items()}
    return {"n": row.n, **estimates, "partial": row.partial}


def _remarks(report: EvidenceReport) -> list[str]:
    lines = [
        f"无答案的 {report.unanswerable} 题不计入；方括号内为 95% 置信区间（自助法），题数少时只作参考",
        "只见部分：没有一段含整条证据、按其中一半认出的证据数",
    ]
    if report.failed:
        lines.append(f"检索出错 {report.failed} 题，计为没有找到")
    if report.not_indexed:
        lines.append(f"索引中没有这些标准出处，相应的题计为没有找到：{'、'.join(report.not_indexed)}")
    return lines
