"""The figures of retrieval for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import RenderableType

from evals.benchmarks.retrieval.model import LOOKUPS, RATIOS, STAGES, AskedFigures, RetrievalFigures
from evals.benchmarks.tables import Row, figures_table

KIND_NAMES = {
    "zh_place": "中文，写明地区",
    "zh": "中文，不写地区",
    "en_place": "英文，写明地区",
    "en": "英文，不写地区",
}
_LOOKUP_NAMES = {"bm25": "BM25 单独", "chroma": "Chroma 单独查询", "retrieval": "检索全程", "answer": "回答全程"}
_STAGE_NAMES = {
    "reading": "理解问题",
    "lexical": "BM25",
    "embedding": "问题向量化",
    "dense": "向量库",
    "fetching": "融合与取条款",
    "ranking": "排序",
}
NOTE = "检索全程：从问题文字到排好的条款；Chroma 单独查询用现成的向量，只取编号。"


def retrieval_record(sizes: Sequence[RetrievalFigures]) -> list[dict[str, Any]]:
    """For JSON: ratios are given beside what they come from, and how far times grew since the smallest size."""
    records = []
    for figures in sizes:
        record = asdict(figures)
        for name, asked in figures.kinds.items():
            record["kinds"][name]["ratios"] = {f"{way}/{to}": asked.ratio(way, to) for way, to in RATIOS}
            record["kinds"][name]["growth"] = growth(sizes[0].kinds[name], asked)
        records.append(record)
    return records


def growth(small: AskedFigures, large: AskedFigures) -> dict[str, float]:
    """How many times longer each way takes at the larger size, by medians."""
    return {way: large.latencies[way].p50 / small.latencies[way].p50 for way in LOOKUPS}


def retrieval_tables(sizes: Sequence[RetrievalFigures]) -> list[RenderableType]:
    """One table a kind of question, one column a size."""
    heads = [f"{figures.clauses:,}" for figures in sizes]
    built = [("建索引（秒）", *(f"{figures.build_seconds:.0f}" for figures in sizes))]
    tables = [figures_table("检索测速的语料", "条款数", heads, built)]
    for name in sizes[0].kinds:
        title = f"检索（{KIND_NAMES[name]}；毫秒，已预热）"
        tables.append(figures_table(title, "条款数", heads, _rows([figures.kinds[name] for figures in sizes])))
    return tables


def _rows(sizes: Sequence[AskedFigures]) -> list[Row]:
    rows: list[Row] = [
        (
            f"{_LOOKUP_NAMES[way]} p50 / p95",
            *(f"{asked.latencies[way].p50:.1f} / {asked.latencies[way].p95:.1f}" for asked in sizes),
        )
        for way in LOOKUPS
    ]
    rows += [
        (f"{_LOOKUP_NAMES[way]} ÷ {_LOOKUP_NAMES[to]}", *(f"{asked.ratio(way, to):.2f}" for asked in sizes))
        for way, to in RATIOS
    ]
    rows.append(("检索全程的处理器时间 p50", *(f"{asked.processor['retrieval']:.1f}" for asked in sizes)))
    rows += [(f"　{_STAGE_NAMES[stage]}", *(f"{asked.stages[stage]:.1f}" for asked in sizes)) for stage in STAGES]
    if sizes[0].first is not None:
        rows.append(("首位就是所问条款", *(f"{asked.first:.1%}" for asked in sizes if asked.first is not None)))
    return rows
