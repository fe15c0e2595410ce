"""Commands that put what the documents lay down into tables: ledger, duties, compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import (
    HomeOption,
    JsonOption,
    as_text,
    opened_index,
    output_console,
    progress_bar,
    require_documents,
    settings_for,
)
from assistant.commands.errors import CommandFailed
from assistant.commands.filter_options import AsOfOption, DocumentOption, KindOption, RegionOption, day_from

if TYPE_CHECKING:
    from assistant.tables.model import TableFilter
    from assistant.tables.sheet import About, Sheet
    from vectorstore.index import PolicyIndex
    from vectorstore.model import FactOrder

_SHOWN = 50
OutputOption = Annotated[
    Path | None, typer.Option("--output", help="写入文件，按扩展名定格式：.xlsx、.csv、.json、.md。默认写全部行。")
]
LimitOption = Annotated[
    int | None,
    typer.Option("--limit", min=1, help=f"最多多少行；屏幕上默认 {_SHOWN}，--output 与 --json 默认全部。"),
]
OffsetOption = Annotated[int, typer.Option("--offset", min=0, help="从第几行开始，第一行是 0。")]
MakerOption = Annotated[
    list[str] | None,
    typer.Option("--maker-level", help="只要这级机关的文件：国家级、省级、市级、县级、开发区，可重复。"),
]
ZoneOption = Annotated[
    list[str] | None, typer.Option("--level", help="只要这一级开发区的指标，如 国家级、省级，可重复。")
]
LedgerYearOption = Annotated[
    list[str] | None, typer.Option("--year", help="只要这一年的指标，未写时间的按文件年份，如 2025，可重复。")
]
DutyYearOption = Annotated[list[str] | None, typer.Option("--year", help="只要这一年的文件，如 2023，可重复。")]


def ledger(
    context: typer.Context,
    region: RegionOption = None,
    level: ZoneOption = None,
    indicator: Annotated[str, typer.Option("--indicator", help="只要这个指标，含同义说法，如 亩均税收。")] = "",
    year: LedgerYearOption = None,
    document: DocumentOption = None,
    kind: KindOption = None,
    maker_level: MakerOption = None,
    as_of: AsOfOption = None,
    sort: Annotated[
        str, typer.Option("--sort", help="排序：region（地区与文件）、indicator（指标）、value（数值）。")
    ] = "region",
    descending: Annotated[bool, typer.Option("--descending", help="倒序，用于 indicator 与 value。")] = False,
    by_region: Annotated[
        bool, typer.Option("--by-region", help="一个指标分地区比较，换算成同一单位；须给 --indicator。")
    ] = False,
    limit: LimitOption = None,
    offset: OffsetOption = 0,
    output: OutputOption = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """指标台账：文件中的每一项指标数据一行，可筛选、排序、导出。"""
    from assistant.tables.by_region import across_regions
    from assistant.tables.ledger import MOST
    from assistant.tables.ledger import ledger as listed
    from assistant.tables.model import LedgerFilter
    from assistant.tables.sheet import chart_sheet, ledger_sheet

    order = _order(sort)
    if by_region and not indicator.strip():
        raise CommandFailed("--by-region 要指明指标。用法：zhice ledger --indicator 亩均税收 --by-region")
    documents = _documents(region, maker_level, year, document, kind, as_of)
    chosen = LedgerFilter(documents, as_text(indicator), tuple(map(as_text, level or ())))
    with _opened(context, home, output) as index:
        told = _told(index, documents, [("指标", chosen.indicator), ("开发区级别", "、".join(chosen.zone_levels))])
        if by_region:
            sheet = chart_sheet(across_regions(index, chosen), told)
            _give(sheet, output, as_json, (0, 3, 4, 5, 1, 6, 7, 8, 9), len(sheet.rows))
            return
        most = limit or (MOST if output or as_json else _SHOWN)
        page = listed(index, chosen, order, limit=most, offset=offset, descending=descending)
        _give(ledger_sheet(page.rows, told), output, as_json, (0, 2, 3, 4, 5, 10, 11), page.total)


def duties(
    context: typer.Context,
    region: RegionOption = None,
    body: Annotated[str, typer.Option("--body", help="只要这个单位的任务，可写一部分，如 商务局。")] = "",
    role: Annotated[str, typer.Option("--role", help="只要它 牵头、配合 或 负责 的任务。")] = "",
    document: DocumentOption = None,
    year: DutyYearOption = None,
    kind: KindOption = None,
    maker_level: MakerOption = None,
    as_of: AsOfOption = None,
    pivot: Annotated[bool, typer.Option("--pivot", help="转成单位与任务的矩阵：每格写 牵头、配合、负责。")] = False,
    limit: LimitOption = None,
    offset: OffsetOption = 0,
    output: OutputOption = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """责任分工：每项任务由谁牵头、谁配合、谁负责。"""
    from assistant.tables.duties import MOST, matrix
    from assistant.tables.duties import duties as listed
    from assistant.tables.model import DutyFilter
    from assistant.tables.sheet import duty_sheet, matrix_sheet, role_named

    wanted = role_named(as_text(role)) if role.strip() else None
    if role.strip() and wanted is None:
        raise CommandFailed(f"不认识“{as_text(role)}”，--role 可用：牵头、配合、负责")
    documents = _documents(region, maker_level, year, document, kind, as_of)
    chosen = DutyFilter(documents, as_text(body), wanted)
    with _opened(context, home, output) as index:
        told = _told(index, documents, [("单位", chosen.body), ("分工", as_text(role))])
        most = limit or (MOST if output or as_json else _SHOWN)
        with progress_bar("读取责任分工") as bar:
            task = bar.add_task("", total=None)
            page = listed(
                index,
                chosen,
                limit=most,
                offset=offset,
                on_progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
        if pivot:
            sheet = matrix_sheet(matrix(page.rows, chosen.body), told)
            _give(sheet, output, as_json, range(len(sheet.columns)), len(sheet.rows))
        else:
            _give(duty_sheet(page.rows, told), output, as_json, (0, 2, 3, 4, 5, 6), page.total)


def compare(
    context: typer.Context,
    region: Annotated[list[str], typer.Option("--region", help="要比较的地区，可重复。")],
    indicator: Annotated[list[str], typer.Option("--indicator", help="要比较的指标，可重复。")],
    year: LedgerYearOption = None,
    kind: KindOption = None,
    maker_level: MakerOption = None,
    as_of: AsOfOption = None,
    output: OutputOption = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """横向对比：各地区文件对同一指标的规定并列成表，没有写的注明“该文件未规定”。"""
    from assistant.bootstrap import make_assistant
    from assistant.tables.comparison import compare as compared
    from assistant.tables.sheet import comparison_sheet

    documents = _documents(None, maker_level, year, None, kind, as_of)
    with _opened(context, home, output) as index:
        settings = settings_for(context, home).model_copy(update={"llm_base_url": ""})
        assistant = make_assistant(settings, index)
        names = [as_text(name) for name in indicator]
        table = compared(
            index,
            [as_text(name) for name in region],
            names,
            documents,
            lambda question, where: assistant.ask(question, where=where),
        )
        sheet = comparison_sheet(table, _told(index, documents, [("指标", "、".join(names))]))
        _give(sheet, output, as_json, range(len(sheet.columns)), len(sheet.rows))


def _order(sort: str) -> FactOrder:
    from vectorstore.model import FactOrder

    orders = {"region": FactOrder.DOCUMENT, "indicator": FactOrder.INDICATOR, "value": FactOrder.VALUE}
    if sort not in orders:
        raise CommandFailed(f"不认识排序“{as_text(sort)}”，--sort 可用：{'、'.join(orders)}")
    return orders[sort]


def _documents(
    region: Sequence[str] | None,
    maker_level: Sequence[str] | None,
    year: Sequence[str] | None,
    document: Sequence[str] | None,
    kind: Sequence[str] | None,
    as_of: str | None,
) -> TableFilter:
    from assistant.filters import FilterNames
    from assistant.tables.model import TableFilter

    parts = (tuple(map(as_text, names or ())) for names in (region, maker_level, year, document, kind))
    return TableFilter(FilterNames(*parts), day_from(as_of))


@contextmanager
def _opened(context: typer.Context, home: Path | None, output: Path | None) -> Iterator[PolicyIndex]:
    """The index, once it is known that the result can be written."""
    from assistant.tables.export.writing import check_target

    if output is not None:
        check_target(output)
    settings = settings_for(context, home)
    with opened_index(settings) as index:
        require_documents(index, settings)
        yield index


def _told(index: PolicyIndex, documents: TableFilter, further: Sequence[tuple[str, str]]) -> About:
    from assistant.tables.sheet import about

    names = documents.names
    parts = (("地区", names.regions), ("年份", names.years), ("文件", names.documents), ("文种", names.kinds))
    listed = [(name, "、".join(values)) for name, values in (*parts, ("机关级别", names.levels))]
    day = documents.as_of.isoformat() if documents.as_of else ""
    return about(index, date.today(), [*listed, *further, ("有效日期", day)])


def _give(sheet: Sheet, output: Path | None, as_json: bool, columns: Sequence[int], total: int) -> None:
    """Writes, prints JSON, or prints a table of those columns that a screen has room for."""
    from assistant.tables.export.writing import json_of, write_sheet

    if output is not None:
        write_sheet(sheet, output)
        print(f"已写入 {output}：{len(sheet.rows)} 行。")
    elif as_json:
        print(json_of(sheet).decode(), end="")
    elif not sheet.rows:
        print("没有符合条件的内容。")
    else:
        _print(sheet, columns)
        if total > len(sheet.rows):
            print(f"共 {total} 行，以上 {len(sheet.rows)} 行。用 --limit、--offset 看其余，或用 --output 导出。")


def _print(sheet: Sheet, columns: Sequence[int]) -> None:
    from rich.markup import escape
    from rich.table import Table

    from assistant.tables.export.comma_separated import plain_text

    table = Table(box=None, header_style="bold")
    for number in columns:
        table.add_column(escape(sheet.columns[number]), overflow="fold")
    for row in sheet.rows:
        table.add_row(*(escape(plain_text(row[number])) or "—" for number in columns))
    output_console().print(table)
