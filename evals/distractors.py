"""`python -m evals.distractors FOLDER`: writes made-up plans of many regions, to try retrieval among look-alikes."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Annotated

import typer

from evals.benchmarks.made.places import RegionPath
from evals.benchmarks.made.plain import text_of
from evals.benchmarks.made.plans import make_plans
from evals.errors import EvalsError
from ingest.regions.gazetteer import Gazetteer

COUNT = 500
CLAUSES = 10
"""Of each document."""


def write_distractors(
    folder: Path, without: Collection[RegionPath], count: int = COUNT, clauses: int = CLAUSES, seed: int = 1
) -> int:
    """Writes `count` plans as UTF-8 text files into `folder`; returns how many.

    None is of a region `without`, of one within it, or of one that it lies in. Equal arguments write equal files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    for number, plan in enumerate(make_plans(count, clauses, seed, without), start=1):
        path = folder / f"d{number:05d}_{plan.document.title}.txt"
        path.write_text(text_of(plan.document), encoding="utf-8")
    return number


def paths_of(names: Sequence[str]) -> list[RegionPath]:
    """The regions that the names mean, all of them where a name is that of several; raises EvalsError for none."""
    gazetteer = Gazetteer.load()
    found: list[RegionPath] = []
    for name in names:
        mentions = gazetteer.find(name)
        if not mentions:
            raise EvalsError(f"不认识地区“{name}”，请写全称，如“九江市”")
        found += [mention.region.path for mention in mentions]
    return found


def main(
    folder: Annotated[Path, typer.Argument(help="写到这个文件夹。")],
    count: Annotated[int, typer.Option("--count", min=1, help="文件数。")] = COUNT,
    clauses: Annotated[int, typer.Option("--clauses", min=1, help="每份文件的条款数。")] = CLAUSES,
    without: Annotated[list[str] | None, typer.Option("--not", help="不要这个地区及其上下级，可给多次。")] = None,
    seed: Annotated[int, typer.Option("--seed", help="随机种子：相同则文件相同。")] = 1,
) -> None:
    """生成其他地区的开发区规划和方案（数字、措施都是编的），用来试检索会不会张冠李戴。"""
    try:
        written = write_distractors(folder, paths_of(without or []), count, clauses, seed)
    except EvalsError as error:
        print(f"错误：{error}", file=sys.stderr)
        raise typer.Exit(1) from error
    print(f"已写出 {written} 份文件到 {folder}。")


if __name__ == "__main__":
    typer.run(main)
