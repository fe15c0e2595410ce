"""Report files in, sections of documents out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import typer

from evals.errors import BadFile, EvalsError, NothingToScore

BEGIN, END = "<!-- figures:begin -->", "<!-- figures:end -->"

Json = Mapping[str, Any]


def read_report(path: Path) -> Json:
    """One report. Raises BadFile for what is none."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise BadFile(f"无法读取报告 {path}，请重新运行评测") from None
    if not isinstance(value, dict):
        raise BadFile(f"{path} 不是评测报告，请重新运行评测")
    return value


def read_reports(paths: Iterable[Path]) -> list[Json]:
    """Those of the reports that exist, in order."""
    return [read_report(path) for path in paths if path.exists()]


def one_commit(reports: Sequence[Json], folder: Path, commit: str) -> str:
    """The commit that all reports were measured at, or `commit` where that is given.

    Raises NothingToScore without reports, and EvalsError where they come from several commits.
    """
    commits = {report["context"]["commit"] if "context" in report else report["commit"] for report in reports}
    if not commits:
        raise NothingToScore(f"{folder} 里没有评测报告，请先按说明的命令运行评测")
    if not commit and len(commits) > 1:
        raise EvalsError(f"各报告不是在同一提交上测的（{'、'.join(sorted(commits))}），请重测，或用 --commit 指明")
    return str(commit or commits.pop())


def replace_section(text: str, section: str) -> str:
    """`text` with `section` between the two marker lines; raises EvalsError where they are not there."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise EvalsError(f"文件里没有 {BEGIN} 与 {END} 两行标记")
    return f"{before}{BEGIN}\n{section}\n{END}{after}"


def show(section: Callable[[], str], write: Path | None) -> None:
    """Prints a section, or writes it between the markers of a file; exits with one line where that fails."""
    try:
        if write is None:
            print(section())
        else:
            write.write_text(replace_section(write.read_text(encoding="utf-8"), section()), encoding="utf-8")
    except EvalsError as error:
        print(f"错误：{error}", file=sys.stderr)
        raise typer.Exit(1) from error
