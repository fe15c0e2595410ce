"""Tables of answers, of evidence and of retrieval test sets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evals.figures.cells import difference, percent, percent_within, table
from evals.figures.files import Json

SETS = {"examples": "示例题集（本仓库，{n} 题）", "dev": "开发题集（真实文件，{n} 题）"}
COLUMNS = {"answer": "答对", "concise": "答对且简洁", "ev_hit": "证据命中", "cite_prec": "引文逐字"}
RANKS = {"first": "首位有证据", "top": "前 5 有证据", "all_top": "前 5 证据齐全"}
_MEASURES = ("R@1", "R@5", "MRR@10", "nDCG@10")
_COMPARED = ("R@1", "nDCG@10")


def answers_section(reports: Mapping[str, Json]) -> str:
    """Of `zhice eval answers`, by the names in `SETS`."""
    rows = []
    for name, report in reports.items():
        total = report["types"]["ALL"]
        figures = [percent(total[column]) for column in COLUMNS]
        refusals = [percent(report["refusal_precision"]), percent(report["refusal_recall"])]
        rows.append([SETS[name].format(n=total["n"]), *figures, *refusals, f"{report['latency_ms']['p50']:.0f} 毫秒"])
    return "问答（摘录式，不用语言模型）：\n\n" + table(
        ["题集", *COLUMNS.values(), "拒答准确率", "拒答召回率", "耗时中位"], rows
    )


def evidence_section(reports: Mapping[str, Json]) -> str:
    """Of `zhice eval evidence`, by the names in `SETS`."""
    rows = []
    for name, report in reports.items():
        total = report["types"]["ALL"]
        shares = [percent_within(total[column]) for column in RANKS]
        rows.append([SETS[name].format(n=total["n"]), *shares, f"{total['mrr']['value']:.3f}"])
    heads = ["题集", *RANKS.values(), "MRR@10"]
    return "检索（写着答案的条款排在第几，括号内为 95% 置信区间；无答案的题不计）：\n\n" + table(heads, rows)


def retrieval_section(reports: Sequence[Json]) -> str:
    """Of `zhice eval retrieval`."""
    rows = []
    for report in reports:
        size = f"{report['queries']:,} / {report['passages']:,}"
        for mode, values in report["modes"].items():
            figures = [f"{values[name]:.3f}" for name in _MEASURES]
            rows.append([f"`{report['dataset']}`", size, mode, *figures, *_differences(report, mode)])
    heads = ["题集", "问 / 段", "方式", *_MEASURES, *(f"{name} 比 BM25" for name in _COMPARED)]
    lead = "检索（公开题集；与 BM25 之差附 95% 置信区间，区间不含 0 的加粗）：\n\n"
    return lead + table(heads, rows)


def _differences(report: Json, mode: str) -> list[str]:
    found = {entry["measure"]: entry for entry in report.get("differences", []) if entry["mode"] == mode}
    return [difference(found[name]) if name in found else "" for name in _COMPARED]
