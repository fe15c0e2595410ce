"""The figures of reading for people and for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rich.console import RenderableType

from evals.benchmarks.reading.model import FormatFigures, ReadingFigures
from evals.benchmarks.reading.stages import READING_STAGES
from evals.benchmarks.tables import Row, figures_table
from evals.benchmarks.words import STAGE_NAMES

NOTE = (
    "各格式是同一批条款（正文后附一张表；xlsx 只有表，一行算一条），在本进程内读，不建索引；"
    "MB 指文件的字节数，docx、xlsx、pdf 是压缩的。清理含分篇、标题、日期和地区。"
    "各格式与长文件的秒是处理器时间，其余是实际经过的时间。"
)


def reading_record(figures: ReadingFigures) -> dict[str, Any]:
    """For JSON: rates and ratios are given beside what they come from."""
    record = asdict(figures)
    for written, one in zip(record["formats"], figures.formats, strict=True):
        written["clauses_per_second"] = one.clauses_per_second
        written["megabytes_per_second"] = one.megabytes_per_second
    record["workers"]["read_speed_up"] = figures.workers.read_speed_up
    record["workers"]["index_speed_up"] = figures.workers.index_speed_up
    for written, length in zip(record["growth"], figures.growth, strict=True):
        written["seconds_per_megabyte"] = length.seconds_per_megabyte
    record["growth_ratio"] = figures.growth_ratio
    record["reindexing"]["unchanged_share"] = figures.reindexing.unchanged_share
    record["reindexing"]["changed_share"] = figures.reindexing.changed_share
    return record


def reading_tables(figures: ReadingFigures) -> list[RenderableType]:
    """Four tables: by format, with workers, by length, and the second time."""
    return [_formats(figures), _workers(figures), _growth(figures), _reindexing(figures)]


def _formats(figures: ReadingFigures) -> RenderableType:
    heads = ["读回", "MB", "秒", "条/秒", "MB/秒", *(STAGE_NAMES[stage] for stage in READING_STAGES)]
    rows = [_format(run) for run in figures.formats]
    files, clauses = figures.formats[0].files, figures.formats[0].clauses
    return figures_table(f"读取各种格式（每种 {files:,} 个文件，{clauses:,} 条）", "格式", heads, rows)


def _format(run: FormatFigures) -> Row:
    return (
        run.suffix,
        f"{run.found / run.clauses:.0%}",
        f"{run.size / 1e6:.2f}",
        f"{run.seconds:.2f}",
        f"{run.clauses_per_second:,.0f}",
        f"{run.megabytes_per_second:.2f}",
        *(f"{run.stages[stage] / run.seconds:.0%}" for stage in READING_STAGES),
    )


def _workers(figures: ReadingFigures) -> RenderableType:
    found = figures.workers
    rows: list[Row] = [
        ("读取（秒）", f"{found.read_here.seconds:.2f}", f"{found.read_by_workers.seconds:.2f}"),
        ("　快几倍", "1.00", f"{found.read_speed_up:.2f}"),
        ("　启动工作进程（秒，另计）", "—", f"{found.start_seconds:.2f}"),
        ("　主进程内存峰值（MB）", _megabytes(found.read_here.peak), _megabytes(found.read_by_workers.peak)),
        ("　每个工作进程内存峰值至多（MB）", "—", _megabytes(found.worker_peak)),
        ("读取并建索引（秒，含启动）", f"{found.index_here.seconds:.2f}", f"{found.index_by_workers.seconds:.2f}"),
        ("　快几倍", "1.00", f"{found.index_speed_up:.2f}"),
        ("　主进程内存峰值（MB）", _megabytes(found.index_here.peak), _megabytes(found.index_by_workers.peak)),
    ]
    title = f"在工作进程里读（各种格式共 {found.files:,} 个文件，{found.size / 1e6:.2f} MB）"
    return figures_table(title, "工作进程", ["0", str(found.workers)], rows)


def _growth(figures: ReadingFigures) -> RenderableType:
    runs, smallest = figures.growth, figures.growth[0]
    rows: list[Row] = [
        ("用时（秒）", *(f"{one.run.seconds:.2f}" for one in runs)),
        ("MB/秒", *(f"{1 / one.seconds_per_megabyte:.2f}" for one in runs)),
        ("内存峰值（MB）", *(_megabytes(one.run.peak) for one in runs)),
        ("每 MB 用时（秒）", *(f"{one.seconds_per_megabyte:.2f}" for one in runs)),
        ("　÷ 最短的文件", *(f"{one.seconds_per_megabyte / smallest.seconds_per_megabyte:.2f}" for one in runs)),
    ]
    for stage in READING_STAGES:
        rows.append((f"　其中{STAGE_NAMES[stage]}", *(f"{one.stage_per_megabyte(stage):.3f}" for one in runs)))
    heads = [f"{one.size / 1e6:.1f} MB" for one in runs]
    return figures_table("读一个长文本文件（与长度成正比则比值为 1）", "文件", heads, rows)


def _reindexing(figures: ReadingFigures) -> RenderableType:
    found = figures.reindexing
    runs = (found.first, found.unchanged, found.changed)
    rows: list[Row] = [
        ("用时（秒）", *(f"{run.seconds:.3f}" for run in runs)),
        ("　÷ 第一次", *(f"{run.seconds / found.first.seconds:.1%}" for run in runs)),
        ("向量化的段", *(f"{run.embedded:,}" for run in runs)),
    ]
    title = f"再次索引同一文件夹（txt {found.files:,} 个文件，{found.passages:,} 段）"
    return figures_table(title, "", ["第一次", "没有变化", "改一条"], rows)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f}" if size else "—"
