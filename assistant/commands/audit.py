"""`zhice audit`: who asked, uploaded, removed and logged in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.common import HomeOption, as_text, output_console, settings_for
from assistant.commands.errors import CommandFailed
from assistant.people.audit import KIND_NAMES, AuditEvent, AuditKind

_COLUMNS = (
    "time",
    "kind",
    "person",
    "address",
    "channel",
    "text",
    "refused",
    "documents",
    "index_version",
    "problem",
)
_HEADS = ("时间", "事项", "用户", "地址", "途径", "内容", "结果", "文件", "索引版本", "问题")
"""The same columns in a workbook, which people read."""
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would compute a cell that begins so."""


def audit(
    context: typer.Context,
    since: Annotated[str, typer.Option("--since", help="从这一天起，如 2026-11-01。")] = "",
    person: Annotated[str | None, typer.Option("--person", help="只要这个人的；程序为“程序”。")] = None,
    kind: Annotated[
        list[AuditKind] | None,
        typer.Option("--kind", help="只要这几种，可给多次：" + "、".join(f"{k}（{n}）" for k, n in KIND_NAMES.items())),
    ] = None,
    output: Annotated[
        str, typer.Option("--output", help="csv 或 json（打印），或以 .csv、.json、.xlsx 结尾的文件名（写入）。")
    ] = "",
    home: HomeOption = None,
) -> None:
    """列出审计日志：提问、检索、上传、移除、登录与失败的登录。"""
    from assistant.people.audit_file import AuditFile

    start, form = _day(as_text(since)), _form(output)
    file = AuditFile(settings_for(context, home).home)
    try:
        events = file.read(start, person=None if person is None else as_text(person), kinds=kind or ())
    finally:
        file.close()
    if not form:
        _print(events)
        return
    if form == "xlsx":
        _write_workbook(Path(output), events)
        return
    text = _csv(events) if form == "csv" else json.dumps([_record(e) for e in events], ensure_ascii=False, indent=2)
    if output == form:
        print(text, end="" if form == "csv" else "\n")
    else:
        _write(Path(output), text, "utf-8-sig" if form == "csv" else "utf-8", len(events))


def _day(written: str) -> datetime | None:
    """The beginning of the day, where this machine is."""
    if not written:
        return None
    try:
        return datetime.combine(date.fromisoformat(written.strip()), time()).astimezone()
    except ValueError as error:
        raise CommandFailed(f"看不懂日期“{written[:40]}”，请写成 2026-11-01。") from error


def _form(output: str) -> str:
    form = output if output in ("csv", "json") else Path(output).suffix.lower().lstrip(".")
    if output and (form not in ("csv", "json", "xlsx") or output == "xlsx"):
        raise CommandFailed("--output 应为 csv 或 json，或以 .csv、.json、.xlsx 结尾的文件名。")
    return form


def _write_workbook(path: Path, events: Sequence[AuditEvent]) -> None:
    from assistant.tables.export.writing import write_sheet
    from assistant.tables.sheet import Sheet

    rows = tuple(
        (
            event.at.astimezone().strftime("%Y-%m-%d %H:%M:%S"),
            KIND_NAMES[event.kind],
            event.person or "本机",
            event.address,
            event.channel,
            event.text,
            {True: "未作答", False: "已作答", None: ""}[event.refused],
            "；".join(event.documents),
            event.index_version,
            event.problem,
        )
        for event in events
    )
    write_sheet(Sheet("审计日志", _HEADS, rows, tuple(map(_record, events))), path)
    print(f"已写入 {path}，共 {len(events)} 条。")


def _write(path: Path, text: str, encoding: str, rows: int) -> None:
    if path.is_dir():
        raise CommandFailed(f"{path} 是文件夹，请给出文件名。")
    draft = path.with_name(f"{path.name}.part")
    draft.write_text(text, encoding=encoding, newline="")  # utf-8-sig: a spreadsheet takes it for GBK otherwise
    draft.replace(path)
    print(f"已写入 {path}，共 {rows} 条。")


def _record(event: AuditEvent) -> dict[str, object]:
    values = (
        event.at.astimezone().isoformat(timespec="milliseconds"),
        str(event.kind),
        event.person,
        event.address,
        event.channel,
        event.text,
        event.refused,
        list(event.documents),
        event.index_version,
        event.problem,
    )
    return dict(zip(_COLUMNS, values, strict=True))


def _csv(events: Sequence[AuditEvent]) -> str:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(_COLUMNS)
    writer.writerows([[_cell(value) for value in _record(event).values()] for event in events])
    return written.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value).lower()
    text = "；".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def _print(events: Sequence[AuditEvent]) -> None:
    from rich.markup import escape
    from rich.table import Table

    if not events:
        print("没有符合条件的记录。")
        return
    table = Table(box=None, header_style="bold")
    for name in ("时间", "事项", "用户", "地址", "内容", "结果"):
        table.add_column(name, overflow="fold")
    for event in events:
        cells = (
            event.at.astimezone().strftime("%Y-%m-%d %H:%M:%S"),
            KIND_NAMES[event.kind],
            event.person or "本机",
            event.address or "—",
            " ".join(event.text.split()) or "—",
            event.problem or _outcome(event),
        )
        table.add_row(*map(escape, cells))
    output_console().print(table)


def _outcome(event: AuditEvent) -> str:
    if event.refused:
        return "未作答"
    return "；".join(event.documents) or "—"
