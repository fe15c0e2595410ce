"""The figures of a benchmark for people and for programs."""

from __future__ import annotations

import json
from dataclasses import asdict

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from evals.benchmarks.model import LOOKUPS, RATIOS, STAGES, BenchmarkReport, IngestFigures, SizeFigures

_STAGE_NAMES = {
    "read": "读取",
    "structure": "结构",
    "chunk": "切分",
    "catalogue": "目录库",
    "embed": "向量化",
    "lexical": "词法索引",
    "vectors": "向量库",
    "rest": "其余",
}
_LOOKUP_NAMES = {
    "bm25": "BM25 单独",
    "chroma": "Chroma 单独查询",
    "hybrid": "混合检索",
    "answer": "摘录式回答（全程）",
}


def to_json(report: BenchmarkReport) -> str:
    """The report as one JSON document; rates and ratios are given beside what they come from."""
    record = asdict(report)
    for written, figures in zip(record["sizes"], report.sizes, strict=True):
        written["ingest"] |= {
            "files_per_second": figures.ingest.files_per_second,
            "clauses_per_second": figures.ingest.clauses_per_second,
            "megabytes_per_second": figures.ingest.megabytes_per_second,
        }
        written["ratios"] = {f"{way}/{to}": figures.ratio(way, to) for way, to in RATIOS}
    return json.dumps(record, ensure_ascii=False, indent=2)


def print_report(report: BenchmarkReport, console: Console | None = None) -> None:
    """Prints the figures as two tables, one column a size."""
    console = console or Console()
    console.print(_table("建立索引", report, _ingest_rows(report)))
    console.print(_table("回答一个问题（毫秒，已预热）", report, _lookup_rows(report)))
    for line in (
        "混合检索含问题向量化、两路检索、融合与取回条款原文；Chroma 单独查询用现成的向量，只取编号。",
        f"机器：{report.machine}；向量模型：{report.embedder}",
        f"提交：{report.commit or '不详'}；随机种子：{report.seed}；时间：{report.started_at}",
    ):
        console.print(Text(line))


def _table(title: str, report: BenchmarkReport, rows: list[tuple[str, ...]]) -> Table:
    table = Table(title=Text(title), box=SIMPLE_HEAD, title_justify="left")
    table.add_column("条款数", overflow="fold")
    for figures in report.sizes:
        table.add_column(f"{figures.ingest.clauses:,}", justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _ingest_rows(report: BenchmarkReport) -> list[tuple[str, ...]]:
    runs = [figures.ingest for figures in report.sizes]
    rows: list[tuple[str, ...]] = [
        ("文件", *(f"{run.files:,}" for run in runs)),
        ("条款段", *(f"{run.passages:,}" for run in runs)),
        ("原文 MB", *(f"{run.size / 1e6:.2f}" for run in runs)),
        ("索引 MB", *(f"{run.index_size / 1e6:.1f}" for run in runs)),
        ("用时（秒）", *(f"{run.seconds:.1f}" for run in runs)),
        ("文件/秒", *(f"{run.files_per_second:.1f}" for run in runs)),
        ("条款/秒", *(f"{run.clauses_per_second:.0f}" for run in runs)),
        ("MB/秒", *(f"{run.megabytes_per_second:.2f}" for run in runs)),
    ]
    return rows + [(f"　{_STAGE_NAMES[stage]}", *(_stage(run, stage) for run in runs)) for stage in STAGES]


def _stage(run: IngestFigures, stage: str) -> str:
    seconds = run.stages[stage]
    return f"{seconds:.2f} 秒  {seconds / run.seconds:4.0%}"


def _lookup_rows(report: BenchmarkReport) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [
        (f"{_LOOKUP_NAMES[way]} p50 / p95", *(_latency(figures, way) for figures in report.sizes)) for way in LOOKUPS
    ]
    rows += [
        (f"{_LOOKUP_NAMES[way]} ÷ {_LOOKUP_NAMES[to]}", *(f"{figures.ratio(way, to):.2f}" for figures in report.sizes))
        for way, to in RATIOS
    ]
    return [*rows, ("回答含所问数字", *(f"{figures.right} / {figures.questions}" for figures in report.sizes))]


def _latency(figures: SizeFigures, way: str) -> str:
    latency = figures.latencies[way]
    return f"{latency.p50:.1f} / {latency.p95:.1f}"
