"""Tables of the benchmark."""

from __future__ import annotations

from collections.abc import Sequence

from evals.benchmarks.retrieval.report import KIND_NAMES
from evals.benchmarks.words import STAGE_NAMES
from evals.figures.cells import percent, table, times
from evals.figures.files import Json

_WAYS = {"bm25": "BM25 单独", "chroma": "Chroma 单独查询", "hybrid": "混合检索", "answer": "回答全程"}


_ASKED = {"bm25": "BM25 单独", "chroma": "Chroma 单独查询", "retrieval": "检索全程", "answer": "回答全程"}


def bench_section(report: Json) -> str:
    """Those parts of the benchmark that were run."""
    parts = [_reading(report["reading"], report["machine"])] if report.get("reading") else []
    parts += [_answering(report)] if report["sizes"] else []
    parts += [_retrieval(report["retrieval"], report["machine"])] if report.get("retrieval") else []
    return "\n\n".join(parts)


def _reading(figures: Json, machine: str) -> str:
    runs = figures["formats"]
    rows = []
    for run in runs:
        rates = [f"{run['clauses_per_second']:,.0f}", f"{run['megabytes_per_second']:.2f}"]
        shares = [f"{seconds / run['seconds']:.0%}" for seconds in run["stages"].values()]
        rows.append([run["suffix"], f"{run['size'] / 1e6:.2f}", *rates, *shares])
    heads = ["格式", "MB", "条款/秒", "MB/秒", *(STAGE_NAMES.get(stage, stage) for stage in runs[0]["stages"])]
    lead = f"读取（`make bench`，{machine}；每种格式同样的 {runs[0]['clauses']:,} 条，百分数是各步所占的时间）：\n\n"
    return lead + table(heads, rows) + "\n\n" + "\n".join(_reading_ratios(figures))


def _reading_ratios(figures: Json) -> list[str]:
    workers, again = figures["workers"], figures["reindexing"]
    small, large = figures["growth"][0], figures["growth"][-1]
    return [
        f"- {workers['workers']} 个工作进程：读取的速度是单进程的 {workers['read_speed_up']:.2f} 倍，"
        f"连同建索引是 {workers['index_speed_up']:.2f} 倍；"
        f"内存峰值主进程 {workers['index_by_workers']['peak'] / 1e6:.0f} MB，"
        f"每个工作进程至多 {workers['worker_peak'] / 1e6:.0f} MB。",
        f"- 长文件：{large['size'] / 1e6:.0f} MB 的文本每 MB 用 {large['seconds_per_megabyte']:.2f} 秒，"
        f"是 {small['size'] / 1e6:.0f} MB 的 {figures['growth_ratio']:.2f} 倍；"
        f"内存峰值 {large['run']['peak'] / 1e6:.0f} MB。",
        f"- 再次索引同一文件夹：没有变化用第一次的 {again['unchanged_share']:.1%} 的时间，"
        f"改一条用 {again['changed_share']:.1%}（重新向量化 {again['changed']['embedded']} 段，"
        f"共 {again['passages']:,} 段）。",
    ]


def _answering(report: Json) -> str:
    rows = []
    for size in report["sizes"]:
        ingest, ratios = size["ingest"], size["ratios"]
        latencies = [times(size["latencies"][way]) for way in _WAYS]
        rate = f"{ingest['clauses_per_second']:.0f} 条/秒（{ingest['megabytes_per_second']:.2f} MB/秒）"
        compared = [f"{ratios['hybrid/bm25']:.1f}", f"{ratios['hybrid/chroma']:.1f}"]
        rows.append([f"{ingest['clauses']:,}", rate, *latencies, *compared, f"{size['right']} / {size['questions']}"])
    heads = ["条款数", "建索引", *_WAYS.values(), "混合÷BM25", "混合÷Chroma", "答对"]
    return f"建索引与回答（`make bench`，{report['machine']}；毫秒，p50 / p95，已预热）：\n\n" + table(heads, rows)


def _retrieval(sizes: Sequence[Json], machine: str) -> str:
    rows = []
    for size in sizes:
        for name, asked in size["kinds"].items():
            latencies = [times(asked["latencies"][way]) for way in _ASKED]
            ratios = [f"{asked['ratios'][ratio]:.1f}" for ratio in ("retrieval/bm25", "retrieval/chroma")]
            rows.append([f"{size['clauses']:,}", KIND_NAMES[name], *latencies, *ratios, percent(asked["first"])])
    heads = ["条款数", "问题", *_ASKED.values(), "检索÷BM25", "检索÷Chroma", "首位就是"]
    lead = f"检索的速度（`make bench`，{machine}；毫秒，p50 / p95，已预热）：\n\n"
    return lead + table(heads, rows) + "\n\n" + _growth(sizes)


def _growth(sizes: Sequence[Json]) -> str:
    small, large = sizes[0], sizes[-1]
    grown = large["kinds"]["zh_place"]["growth"]
    return (
        f"- 从 {small['clauses']:,} 条到 {large['clauses']:,} 条，写明地区的中文提问：检索全程慢到 "
        f"{grown['retrieval']:.1f} 倍，BM25 单独 {grown['bm25']:.1f} 倍，Chroma 单独查询 {grown['chroma']:.1f} 倍；"
        f"建索引 {large['build_seconds']:.0f} 秒。"
    )
