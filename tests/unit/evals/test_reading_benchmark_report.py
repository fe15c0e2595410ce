"""The figures of the reading benchmark: their definitions, and how people and programs see them."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from evals.benchmarks.model import BenchmarkReport
from evals.benchmarks.reading.model import (
    FormatFigures,
    GrowthFigures,
    IndexingRun,
    ReadingFigures,
    ReindexingFigures,
    Run,
    WorkersFigures,
)
from evals.benchmarks.reading.stages import READING_STAGES
from evals.benchmarks.report import print_report, to_json

FIGURES = ReadingFigures(
    formats=(
        FormatFigures("txt", 5, 100, 100, 2_000_000, 4.0, dict.fromkeys(READING_STAGES, 4.0 / len(READING_STAGES))),
        FormatFigures("pdf", 5, 100, 97, 500_000, 8.0, dict.fromkeys(READING_STAGES, 1.0) | {"read": 5.0}),
    ),
    workers=WorkersFigures(
        workers=3,
        files=10,
        size=2_500_000,
        read_here=Run(12.0, 150_000_000),
        read_by_workers=Run(5.0, 80_000_000),
        start_seconds=1.5,
        worker_peak=170_000_000,
        index_here=Run(20.0, 400_000_000),
        index_by_workers=Run(16.0, 410_000_000),
    ),
    growth=(
        GrowthFigures(1_000_000, Run(0.8, 100_000_000), dict.fromkeys(READING_STAGES, 0.2)),
        GrowthFigures(20_000_000, Run(20.0, 300_000_000), dict.fromkeys(READING_STAGES, 5.0)),
    ),
    reindexing=ReindexingFigures(5, 83, IndexingRun(2.0, 83), IndexingRun(0.01, 0), IndexingRun(0.05, 2)),
)


def report(reading: ReadingFigures | None = FIGURES) -> BenchmarkReport:
    return BenchmarkReport((), (), reading, 1, "Linux，2 核", 0.53, "abc1234", "模型", "2026-01-01T00:00:00+00:00")


def shown(of: BenchmarkReport, width: int = 80) -> str:
    screen = StringIO()
    print_report(of, Console(file=screen, width=width))
    return screen.getvalue()


def cells(screen: str, start: str) -> list[str]:
    """Cells of the one line that begins so."""
    (line,) = (line for line in screen.splitlines() if line.strip("　 ").startswith(start))
    return line.split()


def test_rates_and_ratios_are_what_their_names_say() -> None:
    text = FIGURES.formats[0]
    assert (text.clauses_per_second, text.megabytes_per_second) == (25, 0.5)
    assert (FIGURES.workers.read_speed_up, FIGURES.workers.index_speed_up) == (2.4, 1.25)
    assert [one.seconds_per_megabyte for one in FIGURES.growth] == [0.8, 1.0]
    assert FIGURES.growth[1].stage_per_megabyte("tree") == 0.25
    assert FIGURES.growth_ratio == pytest.approx(1.25)
    assert (FIGURES.reindexing.unchanged_share, FIGURES.reindexing.changed_share) == (0.005, 0.025)


def test_json_has_every_figure_with_its_ratios() -> None:
    written = json.loads(to_json(report()))
    reading = written["reading"]
    assert written["sizes"] == []
    assert written["load"] == 0.53
    assert set(reading) == {"formats", "workers", "growth", "growth_ratio", "reindexing"}
    assert reading["formats"][1]["stages"]["read"] == 5.0
    assert reading["formats"][1]["clauses_per_second"] == 12.5
    assert reading["formats"][1]["megabytes_per_second"] == 0.0625
    assert (reading["workers"]["read_speed_up"], reading["workers"]["index_speed_up"]) == (2.4, 1.25)
    assert reading["growth"][1]["seconds_per_megabyte"] == 1.0
    assert reading["growth_ratio"] == pytest.approx(1.25)
    assert (reading["reindexing"]["unchanged_share"], reading["reindexing"]["changed_share"]) == (0.005, 0.025)


def test_tables_show_each_format_with_the_share_of_each_stage() -> None:
    screen = shown(report())
    assert "5 个文件，100 条" in screen
    assert cells(screen, "txt")[:6] == ["txt", "100%", "2.00", "4.00", "25", "0.50"]
    pdf = cells(screen, "pdf")
    assert pdf[1] == "97%"
    assert pdf[6:] == ["62%", *["12%"] * (len(READING_STAGES) - 1)]


def test_tables_show_workers_growth_and_the_second_time() -> None:
    screen = shown(report())
    assert cells(screen, "读取（秒）")[1:] == ["12.00", "5.00"]
    assert cells(screen, "每个工作进程内存峰值")[1:] == ["—", "170"]
    assert cells(screen, "读取并建索引")[1:] == ["20.00", "16.00"]
    assert [line.split()[-1] for line in screen.splitlines() if "快几倍" in line] == ["2.40", "1.25"]
    assert cells(screen, "÷ 最短的文件")[-2:] == ["1.00", "1.25"]
    assert cells(screen, "÷ 第一次")[-3:] == ["100.0%", "0.5%", "2.5%"]
    assert cells(screen, "向量化的段")[1:] == ["83", "0", "2"]
    assert "开始时负载 0.5" in screen


def test_the_tables_fit_a_terminal_of_eighty_columns() -> None:
    for wide in (shown(report(), 200), shown(replace(report(), load=None), 200)):
        tables = [line.rstrip() for line in wide.splitlines() if "  " in line.strip()]
        assert max(sum(2 if ord(c) > 0x2E80 else 1 for c in line) for line in tables) <= 80


def test_a_part_that_was_not_run_is_not_shown() -> None:
    assert json.loads(to_json(report(None)))["reading"] is None
    assert "读取" not in shown(report(None))
    assert "BM25" not in shown(report())
    assert "负载" not in shown(replace(report(), load=None))
