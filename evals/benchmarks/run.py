"""`python -m evals.benchmarks.run`: how fast this machine reads, indexes and answers. Needs no data and no network."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.ports import AssistantError
from assistant.settings import Settings, load_settings
from evals.benchmarks.answers.measuring import measure_size
from evals.benchmarks.answers.model import SizeFigures
from evals.benchmarks.machine import commit, cores, load, machine
from evals.benchmarks.model import BenchmarkReport
from evals.benchmarks.reading.measuring import ReadingSizes, measure_reading
from evals.benchmarks.report import print_report, to_json
from evals.benchmarks.retrieval.measuring import measure_retrieval
from evals.benchmarks.retrieval.model import RetrievalFigures
from evals.errors import EvalsError
from ingest.errors import IngestError
from vectorstore.embedder import load_embedder
from vectorstore.ports import VectorStoreError

DEFAULT_SIZES = (1_000, 10_000)
DEFAULT_RETRIEVAL_SIZES = (1_000, 10_000, 100_000)
DEFAULT_READING = ReadingSizes()


class Part(StrEnum):
    """What to measure."""

    READING = "reading"
    ANSWERS = "answers"
    RETRIEVAL = "retrieval"
    ALL = "all"


def run_benchmark(
    work: Path,
    seed: int,
    *,
    part: Part = Part.ALL,
    sizes: Sequence[int] = DEFAULT_SIZES,
    retrieval_sizes: Sequence[int] = DEFAULT_RETRIEVAL_SIZES,
    questions: int = 200,
    reading: ReadingSizes = DEFAULT_READING,
    workers: int = 0,
) -> BenchmarkReport:
    """Measures in folders of their own under `work`; `workers` is 0 for as many as the settings say.

    The embedding model is the configured one; a configured Chroma server or language model is left alone.
    """
    settings = _settings(work / "home")
    embedder = load_embedder(settings.embedder or None, settings.query_prefix).name
    started_at, load_before = datetime.now(UTC).isoformat(timespec="seconds"), load()
    read = None
    if part in (Part.READING, Part.ALL):
        read = measure_reading(work / "reading", settings, reading, workers or settings.workers or cores(), seed)
    answered = _measure_answers(work, sizes, questions, seed) if part in (Part.ANSWERS, Part.ALL) else ()
    retrieved = _measure_retrieval(work, retrieval_sizes, questions, seed) if part in (Part.RETRIEVAL, Part.ALL) else ()
    return BenchmarkReport(answered, retrieved, read, seed, machine(), load_before, commit(), embedder, started_at)


def main(
    part: Annotated[Part, typer.Option("--part", help="测什么：读取、建索引与回答、检索，或全部。")] = Part.ALL,
    clauses: Annotated[
        list[int] | None, typer.Option("--clauses", min=1, help="回答部分的条款数，可给多次；默认 1000 与 10000。")
    ] = None,
    retrieval_clauses: Annotated[
        list[int] | None,
        typer.Option("--retrieval-clauses", min=1, help="检索部分的条款数，可给多次；默认 1000、10000 与 100000。"),
    ] = None,
    questions: Annotated[int, typer.Option("--questions", min=1, help="每个规模问多少个问题。")] = 200,
    reading_clauses: Annotated[
        int, typer.Option("--reading-clauses", min=1, help="读取部分每种格式的条款数。")
    ] = DEFAULT_READING.clauses,
    longest: Annotated[
        float, typer.Option("--longest", min=1, help="读取部分最长的文本文件，MB。")
    ] = DEFAULT_READING.lengths[-1] / 1e6,
    workers: Annotated[
        int, typer.Option("--workers", min=0, help="工作进程数，0 表示按设置，默认与核数相同，至多 8。")
    ] = 0,
    seed: Annotated[int, typer.Option("--seed", help="随机种子：相同则语料相同。")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
) -> None:
    """在合成的政策文件上测量读取、建索引、检索与回答的速度。"""
    waiting = Console(stderr=True).status("测速中，默认规模约需六七分钟……")
    reading = ReadingSizes(reading_clauses, (DEFAULT_READING.lengths[0], int(longest * 1e6)))
    try:
        with tempfile.TemporaryDirectory(prefix="zhice-bench-") as folder, waiting:
            report = run_benchmark(
                Path(folder),
                seed,
                part=part,
                sizes=clauses or DEFAULT_SIZES,
                retrieval_sizes=retrieval_clauses or DEFAULT_RETRIEVAL_SIZES,
                questions=questions,
                reading=reading,
                workers=workers,
            )
    except (AssistantError, EvalsError, IngestError, VectorStoreError) as error:
        print(f"错误：{error}", file=sys.stderr)
        raise typer.Exit(1) from error
    if as_json:
        print(to_json(report))
    else:
        print_report(report)


def _measure_answers(work: Path, sizes: Sequence[int], questions: int, seed: int) -> tuple[SizeFigures, ...]:
    return tuple(
        measure_size(work / f"policies-{position}", _settings(work / f"home-{position}"), size, questions, seed)
        for position, size in enumerate(sizes)
    )


def _measure_retrieval(work: Path, sizes: Sequence[int], questions: int, seed: int) -> tuple[RetrievalFigures, ...]:
    return tuple(
        measure_retrieval(_settings(work / f"retrieval-{position}"), size, questions, seed)
        for position, size in enumerate(sizes)
    )


def _settings(home: Path) -> Settings:
    return load_settings(home).model_copy(update={"chroma_url": "", "llm_base_url": ""})


if __name__ == "__main__":
    typer.run(main)
