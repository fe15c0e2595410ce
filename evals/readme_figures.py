"""`python -m evals.readme_figures FOLDER`: the figures of README out of report files, so that none is typed by hand.

The folder holds what the commands in README's section on quality write: `examples/report.json` and
`dev/report.json` (zhice eval answers --report), the same under `evidence/` (zhice eval evidence --report),
`retrieval/*.json` (zhice eval retrieval --report) and `bench.json` (python -m evals.benchmarks.run --json).
What is not there is left out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evals.figures.files import Json, one_commit, read_report, read_reports, show
from evals.figures.quality import SETS, answers_section, evidence_section, retrieval_section
from evals.figures.speed import bench_section


def figures_section(folder: Path, commit: str = "") -> str:
    """Markdown of all figures in `folder`, with the commit that they were measured at.

    Raises NothingToScore where there is no report, and EvalsError where reports come from several commits.
    """
    answers, evidence = _by_set(folder), _by_set(folder / "evidence")
    retrieval = read_reports(sorted((folder / "retrieval").glob("*.json")))
    bench = read_reports([folder / "bench.json"])
    measured_at = one_commit([*answers.values(), *evidence.values(), *retrieval, *bench], folder, commit)
    parts = [f"测于提交 `{measured_at or '不详'}`。"]
    parts += [answers_section(answers)] if answers else []
    parts += [evidence_section(evidence)] if evidence else []
    parts += [retrieval_section(retrieval)] if retrieval else []
    parts += map(bench_section, bench)
    return "\n\n".join(parts)


def _by_set(folder: Path) -> dict[str, Json]:
    paths = {name: folder / name / "report.json" for name in SETS}
    return {name: read_report(path) for name, path in paths.items() if path.exists()}


def main(
    folder: Annotated[Path, typer.Argument(help="放报告的文件夹。")],
    write: Annotated[Path | None, typer.Option("--write", help="把结果写进这个文件的标记之间。")] = None,
    commit: Annotated[str, typer.Option("--commit", help="测量时的提交，默认取自报告。")] = "",
) -> None:
    """把评测报告变成 README 中的表格。"""
    show(lambda: figures_section(folder, commit), write)


if __name__ == "__main__":
    typer.run(main)
