"""`python -m evals.readme_figures FOLDER`: the figures of README out of report files, so that none is typed by hand.

The folder holds what the commands in README's section on quality write: `examples/report.json` and
`dev/report.json` (zhice eval answers --report), `retrieval/*.json` (zhice eval retrieval --report) and
`bench.json` (python -m evals.benchmarks.run --json). What is not there is left out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from evals.benchmarks.words import STAGE_NAMES
from evals.errors import BadFile, EvalsError, NothingToScore

BEGIN, END = "<!-- figures:begin -->", "<!-- figures:end -->"
SETS = {"examples": "示例题集（本仓库，{n} 题）", "dev": "开发题集（真实文件，{n} 题）"}
COLUMNS = {"answer": "答对", "concise": "答对且简洁", "ev_hit": "证据命中", "cite_prec": "引文逐字"}

Json = Mapping[str, Any]


def figures_section(folder: Path, commit: str = "") -> str:
    """Markdown of all figures in `folder`, with the commit that they were measured at.

    Raises NothingToScore where there is no report, and EvalsError where reports come from several commits.
    """
    answers = {name: _read(folder / name / "report.json") for name in SETS if (folder / name / "report.json").exists()}
    retrieval = [_read(path) for path in sorted((folder / "retrieval").glob("*.json"))]
    bench = _read(folder / "bench.json") if (folder / "bench.json").exists() else None
    commits = {report["context"]["commit"] for report in (*answers.values(), *retrieval)}
    commits |= {bench["commit"]} if bench else set()
    if not commits:
        raise NothingToScore(f"{folder} 里没有评测报告，请先按 README 的命令运行评测")
    if not commit and len(commits) > 1:
        raise EvalsError(f"各报告不是在同一提交上测的（{'、'.join(sorted(commits))}），请重测，或用 --commit 指明")
    parts = [f"测于提交 `{commit or commits.pop() or '不详'}`。"]
    parts += [_answers(answers)] if answers else []
    parts += [_retrieval(retrieval)] if retrieval else []
    parts += [_bench(bench)] if bench else []
    return "\n\n".join(parts)


def replace_section(text: str, section: str) -> str:
    """`text` with `section` between the two marker lines; raises EvalsError where they are not there."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise EvalsError(f"文件里没有 {BEGIN} 与 {END} 两行标记")
    return f"{before}{BEGIN}\n{section}\n{END}{after}"


def _answers(reports: Mapping[str, Json]) -> str:
    rows = []
    for name, report in reports.items():
        total = report["types"]["ALL"]
        figures = [_percent(total[column]) for column in COLUMNS]
        refusals = [_percent(report["refusal_precision"]), _percent(report["refusal_recall"])]
        rows.append([SETS[name].format(n=total["n"]), *figures, *refusals, f"{report['latency_ms']['p50']:.0f} 毫秒"])
    return "问答（摘录式，不用语言模型）：\n\n" + _table(
        ["题集", *COLUMNS.values(), "拒答准确率", "拒答召回率", "耗时中位"], rows
    )


def _retrieval(reports: Sequence[Json]) -> str:
    rows = []
    for report in reports:
        size = f"{report['queries']:,} / {report['passages']:,}"
        for mode, values in report["modes"].items():
            figures = [f"{values[name]:.3f}" for name in ("R@1", "R@5", "MRR@10", "nDCG@10")]
            rows.append([f"`{report['dataset']}`", size, mode, *figures])
    return "检索（公开题集）：\n\n" + _table(["题集", "问 / 段", "方式", "R@1", "R@5", "MRR@10", "nDCG@10"], rows)


def _bench(report: Json) -> str:
    """Both parts of the benchmark; one that was not run is left out."""
    parts = [_reading(report["reading"], report["machine"])] if report.get("reading") else []
    parts += [_answering(report)] if report["sizes"] else []
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
    return lead + _table(heads, rows) + "\n\n" + "\n".join(_reading_ratios(figures))


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
        times = [f"{size['latencies'][way]['p50']:.1f} / {size['latencies'][way]['p95']:.1f}" for way in _WAYS]
        rate = f"{ingest['clauses_per_second']:.0f} 条/秒（{ingest['megabytes_per_second']:.2f} MB/秒）"
        compared = [f"{ratios['hybrid/bm25']:.1f}", f"{ratios['hybrid/chroma']:.1f}"]
        rows.append([f"{ingest['clauses']:,}", rate, *times, *compared, f"{size['right']} / {size['questions']}"])
    heads = ["条款数", "建索引", *_WAYS.values(), "混合÷BM25", "混合÷Chroma", "答对"]
    return f"建索引与回答（`make bench`，{report['machine']}；毫秒，p50 / p95，已预热）：\n\n" + _table(heads, rows)


_WAYS = {"bm25": "BM25 单独", "chroma": "Chroma 单独查询", "hybrid": "混合检索", "answer": "回答全程"}


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{share:.1%}"


def _read(path: Path) -> Json:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise BadFile(f"无法读取报告 {path}，请重新运行评测") from None
    if not isinstance(value, dict):
        raise BadFile(f"{path} 不是评测报告，请重新运行评测")
    return value


def main(
    folder: Annotated[Path, typer.Argument(help="放报告的文件夹。")],
    write: Annotated[Path | None, typer.Option("--write", help="把结果写进这个文件的标记之间。")] = None,
    commit: Annotated[str, typer.Option("--commit", help="测量时的提交，默认取自报告。")] = "",
) -> None:
    """把评测报告变成 README 中的表格。"""
    try:
        section = figures_section(folder, commit)
        if write is None:
            print(section)
        else:
            write.write_text(replace_section(write.read_text(encoding="utf-8"), section), encoding="utf-8")
    except EvalsError as error:
        print(f"错误：{error}", file=sys.stderr)
        raise typer.Exit(1) from error


if __name__ == "__main__":
    typer.run(main)
