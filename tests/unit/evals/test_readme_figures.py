from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals.errors import BadFile, EvalsError, NothingToScore
from evals.readme_figures import BEGIN, END, figures_section, replace_section

ROOT = Path(__file__).resolve().parents[3]


def answers(commit: str = "abc1234", recall: float | None = 0.5) -> dict[str, Any]:
    total = {"n": 83, "answer": 0.875, "concise": 0.75, "ev_hit": 0.9, "cite_prec": 1.0}
    return {
        "types": {"ALL": total},
        "refusal_precision": 1.0,
        "refusal_recall": recall,
        "latency_ms": {"p50": 17.2},
        "context": {"commit": commit},
    }


def retrieval(commit: str = "abc1234") -> dict[str, Any]:
    values = {"R@1": 0.8359, "R@5": 0.958, "MRR@10": 0.8871, "nDCG@10": 0.9093}
    return {
        "dataset": "ncpp",
        "queries": 1262,
        "passages": 599,
        "modes": {"hybrid": values},
        "context": {"commit": commit},
    }


def bench(commit: str = "abc1234") -> dict[str, Any]:
    ways = {way: {"p50": 1.25, "p95": 2.5} for way in ("bm25", "chroma", "hybrid", "answer")}
    return {
        "sizes": [
            {
                "ingest": {"clauses": 1000, "clauses_per_second": 618.5, "megabytes_per_second": 0.302},
                "questions": 200,
                "right": 195,
                "latencies": ways,
                "ratios": {"hybrid/bm25": 9.87, "hybrid/chroma": 5.84},
            }
        ],
        "machine": "Linux，2 核",
        "commit": commit,
    }


def put(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")


def test_every_report_gives_its_row_and_the_commit_is_named(tmp_path: Path) -> None:
    put(tmp_path / "examples" / "report.json", answers())
    put(tmp_path / "retrieval" / "ncpp.json", retrieval())
    put(tmp_path / "bench.json", bench())
    section = figures_section(tmp_path)
    assert "`abc1234`" in section
    assert "| 示例题集（本仓库，83 题） | 87.5% | 75.0% | 90.0% | 100.0% | 100.0% | 50.0% | 17 毫秒 |" in section
    assert "| `ncpp` | 1,262 / 599 | hybrid | 0.836 | 0.958 | 0.887 | 0.909 |" in section
    times = " | ".join(["1.2 / 2.5"] * 4)
    assert f"| 1,000 | 618 条/秒（0.30 MB/秒） | {times} | 9.9 | 5.8 | 195 / 200 |" in section


def test_what_was_not_measured_is_left_out_and_never_shown_as_nought(tmp_path: Path) -> None:
    put(tmp_path / "dev" / "report.json", answers(recall=None))
    section = figures_section(tmp_path)
    assert "开发题集" in section
    assert "| 100.0% | — |" in section
    assert "示例题集" not in section
    assert "检索" not in section


def test_reports_of_several_commits_are_not_mixed_unnoticed(tmp_path: Path) -> None:
    put(tmp_path / "examples" / "report.json", answers())
    put(tmp_path / "bench.json", bench("fff0000"))
    with pytest.raises(EvalsError, match=r"abc1234、fff0000"):
        figures_section(tmp_path)
    assert "`eee1111`" in figures_section(tmp_path, "eee1111")


def test_an_empty_folder_and_a_damaged_report_are_errors(tmp_path: Path) -> None:
    with pytest.raises(NothingToScore):
        figures_section(tmp_path)
    (tmp_path / "bench.json").write_text("[]", encoding="utf-8")
    with pytest.raises(BadFile, match=r"bench\.json"):
        figures_section(tmp_path)


def test_only_the_text_between_the_markers_is_replaced() -> None:
    text = f"前\n{BEGIN}\n旧\n{END}\n后\n"
    once = replace_section(text, "新")
    assert once == f"前\n{BEGIN}\n新\n{END}\n后\n"
    assert replace_section(once, "新") == once
    with pytest.raises(EvalsError, match="标记"):
        replace_section("没有标记", "新")


def test_readme_has_the_markers() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
    assert text.index(BEGIN) < text.index(END)
