"""Commands on the index: ingest, documents, remove."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from assistant.commands.common import HomeOption, JsonOption, opened_index, print_json, progress_bar, settings_for
from assistant.commands.errors import FAILED, CommandFailed
from assistant.commands.records import document_record

if TYPE_CHECKING:
    from vectorstore.indexing import IndexingReport


def ingest(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(help="文件或文件夹，可给多个。")] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="按当前设置重读所有已知文件、重建索引。")] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """建立或更新索引：未变的文件跳过，变了的重读，文件夹里删掉的移除。"""
    from assistant.bootstrap import make_indexer

    settings = settings_for(context, home)
    paths = paths or []
    if not paths and not rebuild:
        raise CommandFailed("没有给出文件或文件夹。用法：zhice ingest 文件或文件夹……")
    with opened_index(settings, create=not rebuild, mend=rebuild) as index, progress_bar("读取") as bar:
        task = bar.add_task("")

        def show(name: str, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, description=escape(name))

        indexer = make_indexer(settings, index)
        report = indexer.rebuild(show) if rebuild else indexer.run(paths, show)
        if rebuild and paths:
            report = indexer.run(paths, show)
        totals = len(index.sources()), len(index.documents())
    for path, message in report.failed:
        print(f"跳过 {path}：{message}", file=sys.stderr)
    if as_json:
        print_json(_report_record(report, totals))
    else:
        print(
            f"新增 {len(report.added)} 个文件，更新 {len(report.changed)}，"
            f"未变 {len(report.unchanged)}，移除 {len(report.removed)}，"
            f"失败 {len(report.failed)}；共 {totals[0]} 个文件、{totals[1]} 篇文件正文、{report.passages} 个条款段，"
            f"用时 {report.seconds:.1f} 秒。"
        )
    if report.failed and not (report.added or report.changed or report.unchanged or report.removed):
        raise typer.Exit(FAILED)


def documents(context: typer.Context, as_json: JsonOption = False, home: HomeOption = None) -> None:
    """列出已索引的文件。"""
    with opened_index(settings_for(context, home)) as index:
        records = index.documents()
    if as_json:
        print_json([document_record(record) for record in records])
        return
    table = Table(box=None, header_style="bold")
    for name in ("文件", "标题", "地区", "条款段"):
        table.add_column(name, overflow="fold")
    for record in records:
        region = " ".join(record.region) + ("（推断）" if record.region_inferred else "")
        table.add_row(escape(record.id), escape(record.title), escape(region or "—"), str(record.passages))
    Console().print(table)


def remove(
    context: typer.Context,
    doc: Annotated[str, typer.Argument(help="文件名，见 zhice documents。")],
    home: HomeOption = None,
) -> None:
    """从索引中移除一个文件（磁盘上的文件不动）。"""
    with opened_index(settings_for(context, home)) as index:
        if not index.remove(doc):
            raise CommandFailed(f"索引中没有“{doc}”。请用 zhice documents 查看文件名。")
    print(f"已移除 {doc}。")


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
