"""`python -m evals.figures.ablation FOLDER`: the ablation tables of `docs/retrieval.md` out of report files.

The folder holds `SET/ablation.json` for each question set (zhice eval evidence --ablation --report) and
`retrieval/*.json` (zhice eval retrieval --ablation --report). What is not there is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from evals.figures.cells import table
from evals.figures.files import Json, one_commit, read_reports, show
from evals.ways import WAYS

HEADS = ("BM25", "+ fields", "+ dense", "+ ranker", "+ understanding")
"""In the order of `WAYS`."""


def ablation_section(folder: Path, commit: str = "") -> str:
    """Markdown of the ablations in `folder`; raises as `one_commit` does."""
    evidence = read_reports(sorted(folder.glob("*/ablation.json")))
    retrieval = read_reports(sorted((folder / "retrieval").glob("*.json")))
    parts = [f"Measured at commit `{one_commit([*evidence, *retrieval], folder, commit)}`."]
    parts += map(_evidence, evidence)
    parts += [_retrieval(retrieval)] if retrieval else []
    return "\n\n".join(parts)


def _evidence(report: Json) -> str:
    columns = [report["ways"][way.name]["types"] for way in WAYS]
    rows = [
        [name, str(figures["n"]), *(_shares(column[name]) for column in columns)]
        for name, figures in columns[0].items()
    ]
    lead = f"`{report['context']['questions']}`, questions with evidence at rank 1 / in the top five:\n\n"
    return lead + table(["type", "n", *HEADS], rows)


def _shares(figures: Json) -> str:
    return f"{figures['first']['value']:.3f} / {figures['top']['value']:.3f}"


def _retrieval(reports: Sequence[Json]) -> str:
    rows = []
    for report in reports:
        modes = [report["modes"][way.name] for way in WAYS]
        cells = [f"{values['R@1']:.3f} / {values['nDCG@10']:.3f}" for values in modes]
        rows.append([f"`{report['dataset']}`", f"{report['queries']:,}", *cells])
    return "Retrieval test sets, R@1 / nDCG@10:\n\n" + table(["set", "queries", *HEADS], rows)


def main(
    folder: Annotated[Path, typer.Argument(help="放报告的文件夹。")],
    write: Annotated[Path | None, typer.Option("--write", help="把结果写进这个文件的标记之间。")] = None,
    commit: Annotated[str, typer.Option("--commit", help="测量时的提交，默认取自报告。")] = "",
) -> None:
    """把逐项消融的报告变成 evals/docs/retrieval.md 中的表格。"""
    show(lambda: ablation_section(folder, commit), write)


if __name__ == "__main__":
    typer.run(main)
