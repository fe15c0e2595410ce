"""Commands that change the index: ingest, remove."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import (
    HomeOption,
    JsonOption,
    as_text,
    opened_index,
    print_json,
    progress_bar,
    settings_for,
    warn,
)
from assistant.commands.errors import FAILED, CommandFailed

if TYPE_CHECKING:
    from assistant.settings import Settings
    from vectorstore.indexing import IndexingReport


def ingest(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(help="文件或文件夹，可给多个。")] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="按当前设置重读所有已知文件、重建索引。")] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """建立或更新索引：未变的文件跳过，变了的重读，文件夹里删掉的移除。"""
    settings = settings_for(context, home)
    paths = paths or []
    if not paths and not rebuild:
        raise CommandFailed("没有给出文件或文件夹。用法：zhice ingest 文件或文件夹……")
    _require_files(settings, paths)
    report, totals = _run(settings, paths, rebuild)
    _warn_of(report.failed)
    nothing_done = not (report.added or report.changed or report.unchanged or report.removed)
    if as_json:
        print_json(_report_record(report, totals))
    elif not (report.failed and nothing_done):
        print(_summary(report, totals))
    if report.failed and nothing_done:
        raise typer.Exit(FAILED)


def remove(
    context: typer.Context,
    doc: Annotated[str, typer.Argument(help="文件名，见 zhice documents。")],
    home: HomeOption = None,
) -> None:
    """从索引中移除一个文件（磁盘上的文件不动）。"""
    from vectorstore.run_lock import run_lock

    name = as_text(doc)
    settings = settings_for(context, home)
    with opened_index(settings) as index, run_lock(settings.home):
        if not index.remove(name):
            raise CommandFailed(f"索引中没有“{name}”。请用 zhice documents 查看文件名。")
    print(f"已移除 {name}。")


def _require_files(settings: Settings, paths: Sequence[Path]) -> None:
    """Exits, before an index is made, where there is none yet and nothing to put into it."""
    from ingest.files.discovery import find_files
    from vectorstore.index import has_index

    if not paths or has_index(settings.home):
        return
    found, problems = find_files(paths)
    if not found:
        _warn_of(problems)
        raise typer.Exit(FAILED)


def _run(settings: Settings, paths: Sequence[Path], rebuild: bool) -> tuple[IndexingReport, tuple[int, int]]:
    """What was done, and the numbers of files and documents in the index afterwards."""
    from rich.markup import escape

    from assistant.bootstrap import open_indexer
    from vectorstore.run_lock import run_lock

    with (
        opened_index(settings, create=not rebuild, mend=rebuild) as index,
        run_lock(settings.home),
        progress_bar("读取") as bar,
    ):
        task = bar.add_task("")

        def show(name: str, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, description=escape(name))

        with open_indexer(settings, index) as indexer:
            report = indexer.rebuild(show) if rebuild else indexer.run(paths, show)
            if rebuild and paths:
                report = report.followed_by(indexer.run(paths, show))
        return report, (len(index.sources()), len(index.documents()))


def _warn_of(failed: Iterable[tuple[Path, str]]) -> None:
    for path, message in failed:
        # Most messages begin with the file's name; the path that is printed here says more.
        name, mark, rest = message.partition("：")
        warn(f"跳过 {path}：{rest if mark and str(path).endswith(name) else message}")


def _summary(report: IndexingReport, totals: tuple[int, int]) -> str:
    return (
        f"新增 {len(report.added)} 个文件，更新 {len(report.changed)}，"
        f"未变 {len(report.unchanged)}，移除 {len(report.removed)}，"
        f"失败 {len(report.failed)}；共 {totals[0]} 个文件、{totals[1]} 篇文件正文、{report.passages} 个条款段，"
        f"用时 {report.seconds:.1f} 秒。"
    )


def _report_record(report: IndexingReport, totals: tuple[int, int]) -> dict[str, object]:
    return {
        "added": list(report.added),
        "changed": list(report.changed),
        "unchanged": list(report.unchanged),
        "removed": list(report.removed),
        "failed": [{"path": str(path), "message": message} for path, message in report.failed],
        "sources": totals[0],
        "documents": totals[1],
        "passages": report.passages,
        "seconds": round(report.seconds, 3),
    }
