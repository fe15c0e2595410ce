"""The report of a retrieval test set."""

from __future__ import annotations

from evals.reporting.sheet import Sheet, estimate_values, shown, shown_estimate
from evals.retrieval import COMPARED, Difference, RetrievalReport, RetrievalScore


def retrieval_sheet(report: RetrievalReport) -> Sheet:
    """For people; the differences stand in the row of the mode that is compared."""
    names = list(report.scores[0].values)
    compared = {difference.mode for difference in report.differences}
    return Sheet(
        title=f"检索评测 {report.dataset}（{report.passages} 段，{report.queries} 问）",
        head=("方式", *names, *(f"Δ{name} [95%]" for name in COMPARED if compared), "失败", "秒"),
        rows=tuple(_row(score, report) for score in report.scores),
        remarks=tuple(_remarks(report)),
        context=report.context,
    )


def retrieval_values(report: RetrievalReport) -> dict[str, object]:
    """For JSON."""
    return {
        "dataset": report.dataset,
        "passages": report.passages,
        "queries": report.queries,
        "build_seconds": round(report.build_seconds, 3),
        "modes": {
            score.mode: {name: round(value, 4) for name, value in score.values.items()}
            | {"seconds": round(score.seconds, 3), "failed": len(score.failed)}
            for score in report.scores
        },
        "differences": [_difference_values(difference) for difference in report.differences],
        "failed": [
            {"mode": score.mode, "id": failed.query_id, "query": failed.query, "reason": failed.reason}
            for score in report.scores
            for failed in score.failed
        ],
    }


def _difference_values(difference: Difference) -> dict[str, object]:
    names = {"mode": difference.mode, "to": difference.to, "measure": difference.measure}
    return names | estimate_values(difference.estimate)


def _row(score: RetrievalScore, report: RetrievalReport) -> tuple[str, ...]:
    own = {found.measure: shown_estimate(found.estimate, "+") for found in report.differences_of(score.mode)}
    differences = [own.get(name, "-") for name in COMPARED] if report.differences else []
    return (
        score.mode,
        *map(shown, score.values.values()),
        *differences,
        str(len(score.failed)),
        f"{score.seconds:.1f}",
    )


def _remarks(report: RetrievalReport) -> list[str]:
    failures = [(score.mode, len(score.failed)) for score in report.scores if score.failed]
    lines = [f"{mode} 有 {count} 问未检索到内容，按 0 计" for mode, count in failures]
    if report.differences:
        to = report.differences[0].to
        lines.append(f"Δ：与 {to} 之差，方括号内为 95% 置信区间（同题配对自助法）；不含 0 的差别才算数")
    return [f"建索引 {report.build_seconds:.1f} 秒", *lines]
