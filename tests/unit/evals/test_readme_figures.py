from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals.errors import BadFile, EvalsError, NothingToScore
from evals.figures.files import BEGIN, END, replace_section
from evals.readme_figures import figures_section

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
        "modes": {"bm25": values, "hybrid": values},
        "differences": [
            {"mode": "hybrid", "to": "bm25", "measure": "R@1", "value": 0.012, "interval": [0.003, 0.021]},
            {"mode": "hybrid", "to": "bm25", "measure": "nDCG@10", "value": 0.001, "interval": [-0.004, 0.006]},
        ],
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


def reading() -> dict[str, Any]:
    return {
        "formats": [
            {
                "suffix": suffix,
                "clauses": 400,
                "size": 1_234_567,
                "seconds": seconds,
                "stages": {"read": 0.75 * seconds, "chunk": 0.25 * seconds},
                "clauses_per_second": 400 / seconds,
                "megabytes_per_second": 1.234567 / seconds,
            }
            for suffix, seconds in (("txt", 0.2), ("pdf", 8.0))
        ],
        "workers": {
            "workers": 3,
            "worker_peak": 169_400_000,
            "index_by_workers": {"seconds": 5.0, "peak": 391_600_000},
            "read_speed_up": 2.46,
            "index_speed_up": 1.52,
        },
        "growth": [
            {"size": 1_000_200, "seconds_per_megabyte": 0.9, "run": {"seconds": 0.9, "peak": 1e8}},
            {"size": 20_000_300, "seconds_per_megabyte": 0.99, "run": {"seconds": 19.8, "peak": 412_000_000}},
        ],
        "growth_ratio": 1.1,
        "reindexing": {
            "passages": 1334,
            "changed": {"seconds": 0.1, "embedded": 2},
            "unchanged_share": 0.0031,
            "changed_share": 0.045,
        },
    }


def evidence(commit: str = "abc1234") -> dict[str, Any]:
    def share(value: float, low: float, high: float) -> dict[str, Any]:
        return {"value": value, "interval": [low, high]}

    ranks = {"first": share(0.926, 0.852, 0.981), "top": share(1, 1, 1), "all_top": share(0.981, 0.944, 1)}
    return {"types": {"ALL": {"n": 54, **ranks, "mrr": share(0.963, 0.93, 0.99)}}, "context": {"commit": commit}}


def timed(clauses: int, milliseconds: float) -> dict[str, Any]:
    asked = {
        "latencies": {
            way: {"p50": milliseconds, "p95": 2 * milliseconds} for way in ("bm25", "chroma", "retrieval", "answer")
        },
        "ratios": {"retrieval/bm25": 7.25, "retrieval/chroma": 3.5},
        "growth": {"bm25": 4.0, "chroma": 1.5, "retrieval": 2.5},
        "first": None,
    }
    kinds = {"zh_place": asked | {"first": 0.995}, "en": asked}
    return {"clauses": clauses, "build_seconds": 151.4, "kinds": kinds}


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
    assert "| `ncpp` | 1,262 / 599 | bm25 | 0.836 | 0.958 | 0.887 | 0.909 |  |  |" in section
    figures = "0.836 | 0.958 | 0.887 | 0.909 | **+0.012（+0.003 至 +0.021）** | +0.001（-0.004 至 +0.006）"
    assert f"| `ncpp` | 1,262 / 599 | hybrid | {figures} |" in section
    times = " | ".join(["1.2 / 2.5"] * 4)
    assert f"| 1,000 | 618 条/秒（0.30 MB/秒） | {times} | 9.9 | 5.8 | 195 / 200 |" in section


def test_the_reading_benchmark_gives_a_row_a_format_and_its_ratios(tmp_path: Path) -> None:
    put(tmp_path / "bench.json", bench() | {"reading": reading()})
    section = figures_section(tmp_path)
    assert "| 格式 | MB | 条款/秒 | MB/秒 | 读出 | 切段 |" in section
    assert "| txt | 1.23 | 2,000 | 6.17 | 75% | 25% |" in section
    assert "| pdf | 1.23 | 50 | 0.15 | 75% | 25% |" in section
    assert "每种格式同样的 400 条" in section
    assert "3 个工作进程：读取的速度是单进程的 2.46 倍，连同建索引是 1.52 倍" in section
    assert "内存峰值主进程 392 MB，每个工作进程至多 169 MB" in section
    assert "20 MB 的文本每 MB 用 0.99 秒，是 1 MB 的 1.10 倍；内存峰值 412 MB" in section
    assert "没有变化用第一次的 0.3% 的时间，改一条用 4.5%（重新向量化 2 段，共 1,334 段）" in section
    assert section.index("| pdf |") < section.index("BM25 单独")


def test_ranks_of_evidence_are_shown_with_their_intervals(tmp_path: Path) -> None:
    put(tmp_path / "evidence" / "dev" / "report.json", evidence())
    section = figures_section(tmp_path)
    cells = "92.6%（85%–98%） | 100.0%（100%–100%） | 98.1%（94%–100%） | 0.963"
    assert f"| 开发题集（真实文件，54 题） | {cells} |" in section


def test_the_retrieval_benchmark_gives_a_row_a_kind_of_question_and_how_it_grows(tmp_path: Path) -> None:
    put(tmp_path / "bench.json", bench() | {"sizes": [], "retrieval": [timed(1000, 4.0), timed(100_000, 10.0)]})
    section = figures_section(tmp_path)
    times = " | ".join(["10.0 / 20.0"] * 4)
    assert f"| 100,000 | 中文，写明地区 | {times} | 7.2 | 3.5 | 99.5% |" in section
    assert f"| 100,000 | 英文，不写地区 | {times} | 7.2 | 3.5 | — |" in section
    assert "从 1,000 条到 100,000 条" in section
    assert "检索全程慢到 2.5 倍，BM25 单独 4.0 倍，Chroma 单独查询 1.5 倍" in section
    assert "建索引 151 秒" in section


def test_of_the_benchmark_only_the_parts_that_were_run_are_shown(tmp_path: Path) -> None:
    put(tmp_path / "bench.json", bench() | {"reading": reading(), "sizes": []})
    assert "BM25" not in figures_section(tmp_path)
    put(tmp_path / "bench.json", bench() | {"reading": None})
    assert "读出" not in figures_section(tmp_path)
    assert "BM25" in figures_section(tmp_path)


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
