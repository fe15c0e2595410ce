"""The figures of indexing and answering for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import RenderableType

from evals.benchmarks.answers.model import LOOKUPS, RATIOS, STAGES, IngestFigures, SizeFigures
from evals.benchmarks.tables import Row, figures_table, share_row
from evals.benchmarks.words import STAGE_NAMES

_LOOKUP_NAMES = {
    "bm25": "BM25 单独",
    "chroma": "Chroma 单独查询",
    "hybrid": "混合检索",
    "answer": "摘录式回答（全程）",
}
NOTE = "混合检索含问题向量化、两路检索、融合与取回条款原文；Chroma 单独查询用现成的向量，只取编号。"


def answers_record(sizes: Sequence[SizeFigures]) -> list[dict[str, Any]]:
    """For JSON: rates and ratios are given beside what they come from."""
    return [_record(figures) for figures in sizes]


def answers_tables(sizes: Sequence[SizeFigures]) -> list[RenderableType]:
    """Two tables, one column a size."""
    heads = [f"{figures.ingest.clauses:,}" for figures in sizes]
    return [
        figures_table("建立索引", "条款数", heads, _ingest_rows([figures.ingest for figures in sizes])),
        figures_table("回答一个问题（毫秒，已预热）", "条款数", heads, _lookup_rows(sizes)),
    ]


def _record(figures: SizeFigures) -> dict[str, Any]:
    record = asdict(figures)
    record["ingest"] |= {
        "files_per_second": figures.ingest.files_per_second,
        "clauses_per_second": figures.ingest.clauses_per_second,
        "megabytes_per_second": figures.ingest.megabytes_per_second,
    }
    record["ratios"] = {f"{way}/{to}": figures.ratio(way, to) for way, to in RATIOS}
    return record


def _ingest_rows(runs: Sequence[IngestFigures]) -> list[Row]:
    rows: list[Row] = [
        ("文件", *(f"{run.files:,}" for run in runs)),
        ("条款段", *(f"{run.passages:,}" for run in runs)),
        ("原文 MB", *(f"{run.size / 1e6:.2f}" for run in runs)),
        ("索引 MB", *(f"{run.index_size / 1e6:.1f}" for run in runs)),
        ("用时（秒）", *(f"{run.seconds:.1f}" for run in runs)),
        ("文件/秒", *(f"{run.files_per_second:.1f}" for run in runs)),
        ("条款/秒", *(f"{run.clauses_per_second:.0f}" for run in runs)),
        ("MB/秒", *(f"{run.megabytes_per_second:.2f}" for run in runs)),
    ]
    return rows + [
        share_row(STAGE_NAMES[stage], [(run.stages[stage], run.seconds) for run in runs]) for stage in STAGES
    ]


def _lookup_rows(sizes: Sequence[SizeFigures]) -> list[Row]:
    rows: list[Row] = [
        (f"{_LOOKUP_NAMES[way]} p50 / p95", *(_latency(figures, way) for figures in sizes)) for way in LOOKUPS
    ]
    rows += [
        (f"{_LOOKUP_NAMES[way]} ÷ {_LOOKUP_NAMES[to]}", *(f"{figures.ratio(way, to):.2f}" for figures in sizes))
        for way, to in RATIOS
    ]
    return [*rows, ("回答含所问数字", *(f"{figures.right} / {figures.questions}" for figures in sizes))]


def _latency(figures: SizeFigures, way: str) -> str:
    latency = figures.latencies[way]
    return f"{latency.p50:.1f} / {latency.p95:.1f}"
