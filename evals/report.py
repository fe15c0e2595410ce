"""Reports for the terminal, as JSON and as Markdown, and the file of wrong answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from evals.model import Latency, QuestionScore, RunContext, RunReport, TypeScore
from evals.retrieval import RetrievalReport, RetrievalScore

Report = RunReport | RetrievalReport
Cells = list[tuple[str, ...]]

NARROWEST = 1000
"""Columns of a screen on which any table fits, to ask how wide a table has to be."""

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


def print_table(report: Report, console: Console | None = None) -> None:
    """Prints the figures as a table, with what belongs to the whole run beneath."""
    console = console or Console()
    head, *rows = _cells(report)
    table = Table(title=Text(_title(report)), box=SIMPLE_HEAD, padding=(0, 1, 0, 0), title_justify="left")
    for position, name in enumerate(head):
        # Heads may wrap, figures never: a figure cut short would read as another one.
        widest = max(cell_len(row[position]) for row in rows)
        table.add_column(name, justify="right" if position else "left", min_width=max(widest, 4), overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    narrowest = Measurement.get(console, console.options.update(width=NARROWEST), table).minimum
    console.print(table, width=max(console.width, narrowest), crop=False)
    for line in _remarks(report):
        console.print(Text(line))


def to_markdown(report: Report) -> str:
    """The report as Markdown: table, remarks, and where the figures come from."""
    head, *rows = _cells(report)
    lines = [f"# {_title(report)}", "", _markdown_row(head), _markdown_row(("---", *["---:"] * (len(head) - 1)))]
    lines += [_markdown_row(row) for row in rows]
    lines += ["", *[f"- {line}" for line in _remarks(report)]]
    lines += ["", "## 运行环境", "", *[f"- {name}：{value}" for name, value in _origin(report.context).items()]]
    return "\n".join(lines) + "\n"


def to_json(report: Report) -> str:
    """The report as one JSON object, shares rounded to 4 digits, null where a denominator is 0."""
    values = _run_values(report) if isinstance(report, RunReport) else _retrieval_values(report)
    return json.dumps(values | {"context": _context_values(report.context)}, ensure_ascii=False, indent=2, default=str)


def write_errors(report: RunReport, path: Path) -> int:
    """Writes the wrong answers as JSONL, with what was wanted and what was seen; returns how many."""
    lines = [json.dumps(_wrong_values(score), ensure_ascii=False) + "\n" for score in report.wrong]
    path.write_text("".join(lines), encoding="utf-8")
    return len(lines)


def _run_values(report: RunReport) -> dict[str, object]:
    return {
        "types": {row.name: _figures(row) for row in report.rows},
        "refusal_precision": _rounded(report.refusal_precision),
        "refusal_recall": _rounded(report.refusal_recall),
        "unanswerable": report.unanswerable,
        "missing": report.missing,
        "failed": report.failed,
        "unmatched": report.unmatched,
        "latency_ms": _latency_values(report.latency),
    }


def _retrieval_values(report: RetrievalReport) -> dict[str, object]:
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
        "failed": [
            {"mode": score.mode, "id": failed.query_id, "query": failed.query, "reason": failed.reason}
            for score in report.scores
            for failed in score.failed
        ],
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


def _context_values(context: RunContext) -> dict[str, object]:
    return {
        "questions": context.questions,
        "commit": context.commit,
        "manifest": dict(context.manifest),
        "settings": dict(context.settings),
        "started_at": context.started_at,
        "machine": context.machine,
    }


def _wrong_values(score: QuestionScore) -> dict[str, object]:
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


def _title(report: Report) -> str:
    if isinstance(report, RunReport):
        return f"问答评测 {report.context.questions}".strip()
    return f"检索评测 {report.dataset}（{report.passages} 段，{report.queries} 问）"


def _cells(report: Report) -> Cells:
    """The table with its head, as text."""
    if isinstance(report, RunReport):
        rows = [(row.name, *map(_shown, _figures(row).values())) for row in report.rows]
        return [("类型", *_FIGURES.values()), *rows]
    names = list(report.scores[0].values)
    return [("方式", *names, "失败", "秒"), *map(_retrieval_cells, report.scores)]


def _retrieval_cells(score: RetrievalScore) -> tuple[str, ...]:
    return (score.mode, *map(_shown, score.values.values()), str(len(score.failed)), f"{score.seconds:.1f}")


def _remarks(report: Report) -> list[str]:
    if isinstance(report, RetrievalReport):
        failures = [(score.mode, len(score.failed)) for score in report.scores if score.failed]
        failed = [f"{mode} 有 {count} 问未检索到内容，按 0 计" for mode, count in failures]
        return [f"建索引 {report.build_seconds:.1f} 秒", *failed]
    lines = [
        f"拒答：准确率 {_shown(report.refusal_precision)}，召回率 {_shown(report.refusal_recall)}"
        f"（拒答 {report.total.refused} 题，无答案 {report.unanswerable} 题）",
        f"缺少预测 {report.missing} 题，出错 {report.failed} 题，多余预测 {report.unmatched} 条",
        "缺少预测与出错的题目均计为答错",
    ]
    if report.latency is not None:
        times = report.latency
        lines.append(
            f"耗时（毫秒，{times.n} 题）：中位 {times.p50:.0f}，90% {times.p90:.0f}，"
            f"99% {times.p99:.0f}，最长 {times.longest:.0f}"
        )
    return lines


def _origin(context: RunContext) -> dict[str, str]:
    shown = {
        "题集": context.questions,
        "提交": context.commit,
        "索引": _pairs(context.manifest),
        "设置": _pairs(context.settings),
        "时间": context.started_at,
        "机器": context.machine,
    }
    return {name: value or "未记录" for name, value in shown.items()}


def _pairs(values: Mapping[str, object]) -> str:
    return ";".join(f"{name}={value}" for name, value in values.items())


def _shown(value: float | int | None) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _markdown_row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
