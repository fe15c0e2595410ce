"""The report of a reading comprehension set."""

from __future__ import annotations

from evals.reading.measuring import ReadingReport, ReadingScore
from evals.reporting.sheet import Sheet, estimate_values, shown_estimate


def reading_sheet(report: ReadingReport) -> Sheet:
    """For people."""
    return Sheet(
        title=f"作答评测 {report.dataset}（{report.passages} 段，{report.questions} 问）",
        head=("方式", "含标准答案 [95%]", "字数中位", "无答案"),
        rows=(_row(report.chosen), _row(report.plain)),
        remarks=tuple(_remarks(report)),
        context=report.context,
    )


def reading_values(report: ReadingReport) -> dict[str, object]:
    """For JSON."""
    return {
        "dataset": report.dataset,
        "passages": report.passages,
        "questions": report.questions,
        "chosen": _values(report.chosen),
        "plain": _values(report.plain),
        "difference": estimate_values(report.difference),
        "median_ms": round(report.milliseconds, 1),
        "failed": list(report.failed),
    }


def _values(score: ReadingScore) -> dict[str, object]:
    return {**estimate_values(score.held), "median_characters": score.length, "empty": score.empty}


def _row(score: ReadingScore) -> tuple[str, ...]:
    return score.way, shown_estimate(score.held), f"{score.length:g}", str(score.empty)


def _remarks(report: ReadingReport) -> list[str]:
    lines = [
        "选取：全程检索后由本程序选出的语句；整句：BM25 首段中与问题共有词最多（按 idf）的一句",
        f"选取与整句之差 {shown_estimate(report.difference, '+')}（同题配对自助法）",
        f"选取一题的耗时中位 {report.milliseconds:.0f} 毫秒（含检索）",
    ]
    return [*lines, *(f"出错，按无答案计：{failure}" for failure in report.failed)]
