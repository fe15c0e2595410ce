"""Commands that show what was read: documents, facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import (
    HomeOption,
    JsonOption,
    as_text,
    opened_index,
    output_console,
    print_json,
    settings_for,
)
from assistant.commands.errors import CommandFailed

if TYPE_CHECKING:
    from vectorstore.index import PolicyIndex
    from vectorstore.model import DocumentRecord, FactRecord

DocArgument = Annotated[str | None, typer.Argument(help="文件名，或“文件名#序号”；不给则为全部。")]


def documents(
    context: typer.Context,
    doc: DocArgument = None,
    tree: Annotated[bool, typer.Option("--tree", help="显示条款树：编号、标题、表格、责任单位。")] = False,
    removed: Annotated[bool, typer.Option("--removed", help="显示未收入正文的网页杂项，如导航、页脚。")] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """列出已索引的文件；给出文件名则显示其文号、日期、效力等，或条款树。"""
    if doc is None and (tree or removed):
        raise CommandFailed("--tree 与 --removed 要指明文件。用法：zhice documents 文件名 --tree")
    with opened_index(settings_for(context, home)) as index:
        if doc is None:
            _list_documents(index.documents(), as_json)
            return
        chosen = _chosen(index, as_text(doc))
        if removed:
            _show_removed(index, _sources_named(chosen, as_text(doc)), as_json)
        elif tree:
            _show_trees(index, chosen, as_json)
        else:
            _show_details(chosen, as_json)


def facts(
    context: typer.Context,
    doc: DocArgument = None,
    region: Annotated[str, typer.Option("--region", help="只要这个地区的，如 九江市。")] = "",
    level: Annotated[str, typer.Option("--level", help="只要这一级开发区的，如 国家级。")] = "",
    indicator: Annotated[str, typer.Option("--indicator", help="只要指标名含这几个字的，如 亩均税收。")] = "",
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """列出从条款和表格中读出的指标数据：主体、指标、数值、单位、时间、所在条款。"""
    from assistant.commands.records import fact_record

    with opened_index(settings_for(context, home)) as index:
        names = [None] if doc is None else [record.id for record in _chosen(index, as_text(doc))]
        found = [fact for name in names for fact in index.facts(name)]
        found = [fact for fact in found if _meets(fact, as_text(region), as_text(level), as_text(indicator))]
        if as_json:
            print_json([fact_record(fact) for fact in found])
        elif found:
            _print_facts(found)
        else:
            print("没有符合条件的指标数据。" if index.documents() else _NOTHING)


_NOTHING = "索引里还没有文件，请运行 zhice ingest 文件或文件夹。"


def _chosen(index: PolicyIndex, doc: str) -> list[DocumentRecord]:
    """The documents of a file, also those that it shares with another file, or the one named with its number."""
    records = index.documents()
    found = [r for r in records if doc in (r.id, r.source) or any(doc in (c.id, c.source) for c in r.copies)]
    if not found:
        raise CommandFailed(f"索引中没有“{doc}”。请用 zhice documents 查看文件名。")
    return found


def _list_documents(records: Sequence[DocumentRecord], as_json: bool) -> None:
    from assistant.commands.records import document_record

    if as_json:
        print_json([document_record(record) for record in records])
    elif records:
        _print_documents(records)
    else:
        print(_NOTHING)


def _print_documents(records: Iterable[DocumentRecord]) -> None:
    from rich.markup import escape
    from rich.table import Table

    from assistant.document_view import first_date, level_name, region_name

    table = Table(box=None, header_style="bold")
    for name in ("文件", "标题", "地区", "级别", "日期", "条款段"):
        table.add_column(name, overflow="fold")
    for record in records:
        cells = (
            record.id,
            record.title,
            region_name(record) or "—",
            level_name(record) or "—",
            first_date(record) or "—",
        )
        table.add_row(*map(escape, cells), str(record.passages))
    output_console().print(table)


def _show_details(records: Sequence[DocumentRecord], as_json: bool) -> None:
    from assistant.commands.records import document_record
    from assistant.document_view import described

    if as_json:
        print_json([document_record(record) for record in records])
        return
    print("\n\n".join("\n".join(f"{name}：{value}" for name, value in described(record)) for record in records))


def _show_trees(index: PolicyIndex, records: Sequence[DocumentRecord], as_json: bool) -> None:
    from assistant.outline import clause_record, outline

    trees = [(record, index.clauses_of(record.id), index.source_text(record.source)) for record in records]
    if as_json:
        rows = [
            {"id": r.id, "clauses": [clause_record(clause, text) for clause in clauses]} for r, clauses, text in trees
        ]
        print_json(rows)
        return
    blocks = []
    for record, clauses, text in trees:
        blocks.append("\n".join([f"{record.title}（{_files_of(record)}）", *map(str, outline(clauses, text))]))
    print("\n\n".join(blocks))


def _files_of(record: DocumentRecord) -> str:
    """The document's id, with those under which other files hold it too."""
    return "；同文另见 ".join(filter(None, (record.id, "、".join(copy.id for copy in record.copies))))


def _sources_named(records: Sequence[DocumentRecord], doc: str) -> list[str]:
    """The file that `doc` names, itself or by one of its documents, though it may hold only copies."""
    places = [(record.id, record.source) for record in records]
    places += [(copy.id, copy.source) for record in records for copy in record.copies]
    return list(dict.fromkeys(source for name, source in places if doc in (name, source)))


def _show_removed(index: PolicyIndex, sources: Sequence[str], as_json: bool) -> None:
    from assistant.commands.records import removed_record
    from assistant.document_view import removed_name

    parts = [(name, part) for name in sources for part in index.removed_of(name)]
    if as_json:
        print_json([removed_record(name, part) for name, part in parts])
    elif parts:
        print("\n".join(f"{removed_name(part.kind)}：{part.text}" for _, part in parts))
    else:
        print("这个文件没有去掉任何内容。")


def _meets(record: FactRecord, region: str, level: str, indicator: str) -> bool:
    in_region = not region or any(region in name for name in record.region)
    return in_region and level in record.fact.level and indicator in record.fact.indicator


def _print_facts(records: Sequence[FactRecord]) -> None:
    from rich.markup import escape
    from rich.table import Table

    from assistant.document_view import shown_value

    table = Table(box=None, header_style="bold")
    for name in ("文件", "主体", "指标", "数值", "时间", "条款"):
        table.add_column(name, overflow="fold")
    for record in records:
        fact = record.fact
        cells = (record.document, fact.subject, fact.indicator, shown_value(fact), fact.period, record.clause)
        table.add_row(*(escape(" ".join(cell.split()) or "—") for cell in cells))
    output_console().print(table)
