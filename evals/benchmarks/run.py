"""`python -m evals.benchmarks.run`: how fast this machine indexes and answers. Needs no data and no network."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.bootstrap import open_index
from assistant.ports import AssistantError
from assistant.settings import Settings, load_settings
from evals.benchmarks.measuring import measure_size
from evals.benchmarks.model import BenchmarkReport, SizeFigures
from evals.benchmarks.report import print_report, to_json
from evals.errors import EvalsError
from vectorstore.ports import VectorStoreError

DEFAULT_SIZES = [1_000, 10_000]


def run_benchmark(sizes: list[int], questions: int, seed: int, work: Path) -> BenchmarkReport:
    """Measures each size in a folder of its own under `work`.

    The embedding model is the configured one; a configured Chroma server or language model is left alone.
    """
    started_at = datetime.now(UTC).isoformat(timespec="seconds")
    measured: list[SizeFigures] = []
    for position, size in enumerate(sizes):
        settings = _settings(work / f"home-{position}")
        measured.append(measure_size(work / f"policies-{position}", settings, size, questions, seed))
    return BenchmarkReport(tuple(measured), seed, _machine(), _commit(), _embedder(work / "home-0"), started_at)


def main(
    clauses: Annotated[
        list[int] | None, typer.Option("--clauses", min=1, help="条款数，可给多次；默认 1000 与 10000。")
    ] = None,
    questions: Annotated[int, typer.Option("--questions", min=1, help="每个规模问多少个问题。")] = 200,
    seed: Annotated[int, typer.Option("--seed", help="随机种子：相同则语料相同。")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
) -> None:
    """在合成的政策文件上测量建索引与回答的速度。"""
    waiting = Console(stderr=True).status("测速中，默认规模约需一两分钟……")
    try:
        with tempfile.TemporaryDirectory(prefix="zhice-bench-") as folder, waiting:
            report = run_benchmark(clauses or DEFAULT_SIZES, questions, seed, Path(folder))
    except (AssistantError, EvalsError, VectorStoreError) as error:
        print(f"错误：{error}", file=sys.stderr)
        raise typer.Exit(1) from error
    if as_json:
        print(to_json(report))
    else:
        print_report(report)


def _settings(home: Path) -> Settings:
    return load_settings(home).model_copy(update={"chroma_url": "", "llm_base_url": ""})


def _embedder(home: Path) -> str:
    index = open_index(_settings(home))
    try:
        return index.manifest.embedder
    finally:
        index.close()


def _machine() -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{platform.system()} {platform.machine()}，{cores} 核，Python {platform.python_version()}"


def _commit() -> str:
    """The commit of the running source tree, empty outside one."""
    command = ["git", "rev-parse", "--short", "HEAD"]
    try:
        done = subprocess.run(
            command, cwd=Path(__file__).parent, capture_output=True, text=True, check=False, timeout=5
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()


if __name__ == "__main__":
    typer.run(main)
