"""The report of a benchmark for people and for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.text import Text

from evals.benchmarks.answers import report as answers
from evals.benchmarks.model import BenchmarkReport
from evals.benchmarks.reading import report as reading
from evals.benchmarks.retrieval import report as retrieval


def to_json(report: BenchmarkReport) -> str:
    """The report as one JSON document; rates and ratios are given beside what they come from."""
    record: dict[str, Any] = asdict(report)
    record["sizes"] = answers.answers_record(report.sizes)
    record["retrieval"] = retrieval.retrieval_record(report.retrieval)
    record["reading"] = None if report.reading is None else reading.reading_record(report.reading)
    return json.dumps(record, ensure_ascii=False, indent=2)


def print_report(report: BenchmarkReport, console: Console | None = None) -> None:
    """Prints the parts that were run as tables, and what they were made with."""
    console = console or Console()
    if report.reading is not None:
        for table in reading.reading_tables(report.reading):
            console.print(table)
        console.print(Text(reading.NOTE))
    if report.sizes:
        for table in answers.answers_tables(report.sizes):
            console.print(table)
        console.print(Text(answers.NOTE))
    if report.retrieval:
        for table in retrieval.retrieval_tables(report.retrieval):
            console.print(table)
        console.print(Text(retrieval.NOTE))
    busy = "" if report.load is None else f"（开始时负载 {report.load:.1f}）"
    console.print(Text(f"机器：{report.machine}{busy}；向量模型：{report.embedder}"))
    console.print(Text(f"提交：{report.commit or '不详'}；随机种子：{report.seed}；时间：{report.started_at}"))
