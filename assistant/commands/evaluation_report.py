"""`zhice eval report`: stored runs as one page to read in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

RunArgument = Annotated[Path, typer.Argument(help="运行的文件夹（eval answers --run 所写）。", metavar="RUN")]
SecondArgument = Annotated[
    Path | None, typer.Argument(help="再给一次运行，则与前一次比较；逐题列出的是后一次的。", metavar="[RUN_B]")
]


def report(
    run: RunArgument,
    second: SecondArgument = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="写到这个 HTML 文件。")] = Path("report.html"),
    questions: Annotated[
        Path | None, typer.Option("--questions", help="题目文件；不给则用运行文件夹里的那一份。")
    ] = None,
    standing: Annotated[
        list[Path] | None,
        typer.Option("--standing", help="常设检验写出的 JSON（改动、干扰、改写、恶意文件），可给多个。"),
    ] = None,
) -> None:
    """把一次或两次运行写成一个 HTML 文件：指标与区间、图、最差的题、出错的题，可离线打开和打印。"""
    from evals.report import write_runs_page

    write_runs_page(output, run, second, questions, standing or [])
    print(f"报告已写入 {output}。")
