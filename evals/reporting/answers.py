"""The report of a run over a question set."""

from __future__ import annotations

from evals.model import Latency, QuestionScore, RunReport, TypeScore
from evals.reporting.sheet import Sheet, shown

_FIGURES = {
    "n": "题数",
    "answer": "答对",
    "concise": "简洁",
    "must_only": "含必答",
    "ev_hit": "证据命中",
    "ev_all": "证据齐全",
    "cite_prec": "引文逐字",
    "cite_prec_ws": "去空白后",
    "gold_doc": "出处正确",
    "refused": "拒答",
    "len": "字数",
}
"""Figures of a type by their names in the JSON report, with what people read."""


def answers_sheet(report: RunReport) -> Sheet:
    """For people."""
    return Sheet(
        title=f"问答评测 {report.context.questions}".strip(),
        head=("类型", *_FIGURES.values()),
        rows=tuple((row.name, *map(shown, _figures(row).values())) for row in report.rows),
        remarks=tuple(_remarks(report)),
        context=report.context,
    )


def unreviewed(report: RunReport) -> int:
    """Questions whose gold no person has looked at."""
    return sum(not score.question.reviewed for score in report.scores)


def answers_values(report: RunReport) -> dict[str, object]:
    """For JSON: shares rounded to 4 digits, null where a denominator is 0."""
    return {
        "types": {row.name: _figures(row) for row in report.rows},
        "refusal_precision": _rounded(report.refusal_precision),
        "refusal_recall": _rounded(report.refusal_recall),
        "unanswerable": report.unanswerable,
        "missing": report.missing,
        "failed": report.failed,
        "unmatched": report.unmatched,
        "unreviewed": unreviewed(report),
        "latency_ms": _latency_values(report.latency),
    }


def wrong_values(score: QuestionScore) -> dict[str, object]:
    """A wrong answer for JSON, with what was wanted and what was seen."""
    question, prediction = score.question, score.prediction
    return {
        "id": question.id,
        "type": question.type,
        "question": list(question.turns) or question.question,
        "answerable": question.answerable,
        "gold": question.answer,
        "answer": prediction.answer if prediction else "",
        "refused": score.refused,
        "missing": prediction is None,
        "error": prediction.error if prediction else "",
        "answer_ok": score.answer_ok,
        "must_ok": score.must_ok,
        "ev_hit": score.ev_hit,
        "citations": [{"doc": c.doc, "quote": c.quote} for c in prediction.citations] if prediction else [],
    }


def _figures(row: TypeScore) -> dict[str, float | int | None]:
    return {name: _rounded(getattr(row, "length" if name == "len" else name)) for name in _FIGURES}


def _rounded(value: float | int | None) -> float | int | None:
    return round(value, 4) if isinstance(value, float) else value


def _latency_values(latency: Latency | None) -> dict[str, float] | None:
    if latency is None:
        return None
    times = {"p50": latency.p50, "p90": latency.p90, "p99": latency.p99, "max": latency.longest}
    return {"n": latency.n} | {name: round(value, 1) for name, value in times.items()}


def _remarks(report: RunReport) -> list[str]:
    lines = [
        f"拒答：准确率 {shown(report.refusal_precision)}，召回率 {shown(report.refusal_recall)}"
        f"（拒答 {report.total.refused} 题，无答案 {report.unanswerable} 题）",
        f"缺少预测 {report.missing} 题，出错 {report.failed} 题，多余预测 {report.unmatched} 条",
        "缺少预测与出错的题目均计为答错",
    ]
    drafts = unreviewed(report)
    if drafts:
        lines.insert(0, f"含未经人工复核的题目 {drafts} 道：以上数字只供查看，不能作为依据")
    if report.latency is not None:
        times = report.latency
        lines.append(
            f"耗时（毫秒，{times.n} 题）：中位 {times.p50:.0f}，90% {times.p90:.0f}，"
            f"99% {times.p99:.0f}，最长 {times.longest:.0f}"
        )
    return lines
