"""A table as it is shown and written to a file: columns, cells and records, with what says where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.tables.model import (
    ROLES,
    ComparedCell,
    Comparison,
    DutyMatrix,
    DutyRow,
    LedgerRow,
    Place,
    RegionChart,
    TableLibrary,
)
from ingest.duties.finding import Role

Value = str | int | Decimal | None
Record = dict[str, object]
About = tuple[tuple[str, str], ...]
"""Names and values."""
_BOUNDS = {"at_least": "不低于", "at_most": "不超过", "about": "约", "exact": "等于"}
_CHANGES = {"increase": "增加", "decrease": "减少"}
_PLACE = ("依据", "条款", "原文", "文件", "起", "止")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of cells under heads, and the same rows as records for programs."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    records: tuple[Record, ...]
    """The contract of `--json`."""
    about: About = ()
    """Source, day, state of the index."""


def about(
    library: TableLibrary, today: date, conditions: Sequence[tuple[str, str]] = ()
) -> tuple[tuple[str, str], ...]:
    """Source, day and state of the index, with the conditions that the rows were chosen by."""
    records = library.documents()
    return (
        ("数据来源", f"知策索引中的 {len(records)} 份文件，数值与引文均取自文件原文"),
        ("导出日期", today.isoformat()),
        ("索引版本", library.version),
        *(condition for condition in conditions if condition[1]),
    )


def ledger_sheet(rows: Sequence[LedgerRow], told: About = ()) -> Sheet:
    """The figures, one a row."""
    heads = ("地区", "文件标题", "指标", "主体", "级别", "原文数值", "比较", "数值下限", "数值上限", "单位", "时间")
    cells = tuple((*_ledger_cells(row), *_place_cells(row.place)) for row in rows)
    return Sheet("指标台账", (*heads, *_PLACE), cells, tuple(map(ledger_record, rows)), told)


def chart_sheet(chart: RegionChart, told: About = ()) -> Sheet:
    """One indicator across regions; what cannot be compared stands below, with the reason and without a number."""
    heads = ("地区", "数值下限", "数值上限", "单位", "比较", "原文数值", "级别", "主体", "时间", "未并入比较的原因")
    cells: list[tuple[Value, ...]] = []
    records: list[Record] = []
    for value in chart.values:
        row = value.row
        numbers: tuple[Value, ...] = (value.low, value.high, chart.unit)
        cells.append((_region(row.place), *numbers, *_chart_words(row), "", *_place_cells(row.place)))
        own = {"value_low": _plain(value.low), "value_high": _plain(value.high), "value_unit": chart.unit}
        records.append({**ledger_record(row), **own, "apart": ""})
    for row, reason in chart.apart:
        cells.append(
            (_region(row.place), None, None, row.unit, *_chart_words(row), str(reason), *_place_cells(row.place))
        )
        records.append({**ledger_record(row), "apart": str(reason)})
    return Sheet(f"{chart.indicator}分地区", (*heads, *_PLACE), tuple(cells), tuple(records), told)


def duty_sheet(rows: Sequence[DutyRow], told: About = ()) -> Sheet:
    """The tasks, one a row."""
    heads = ("地区", "文件标题", "任务", "牵头单位", "配合单位", "责任单位")
    cells = tuple(
        (
            _region(row.place),
            row.place.title,
            row.task,
            *("、".join(names) for names in (row.lead, row.support, row.responsible)),
            *_place_cells(row.place),
        )
        for row in rows
    )
    return Sheet("责任分工", (*heads, *_PLACE), cells, tuple(map(duty_record, rows)), told)


def matrix_sheet(matrix: DutyMatrix, told: About = ()) -> Sheet:
    """Bodies down, tasks across; the record of a body lists its tasks."""
    heads = ("单位", *(f"{_region(task.place)} {task.task}".strip() for task in matrix.tasks))
    rows = tuple((body, *cells) for body, cells in zip(matrix.bodies, matrix.cells, strict=True))
    records: tuple[Record, ...] = tuple(
        {
            "body": body,
            "tasks": [
                {"roles": cell.split("、"), "task": task.task, **place_record(task.place)}
                for cell, task in zip(cells, matrix.tasks, strict=True)
                if cell
            ],
        }
        for body, cells in zip(matrix.bodies, matrix.cells, strict=True)
    )
    return Sheet("责任分工矩阵", heads, rows, records, told)


def comparison_sheet(comparison: Comparison, told: About = ()) -> Sheet:
    """Regions down; for each indicator a column with the figures and one with what they rest on."""
    heads = ("地区", *(head for name in comparison.indicators for head in (name, f"{name}（依据）")))
    rows = tuple(
        (region, *(text for cell in cells for text in (_compared(cell), _grounds(cell))))
        for region, cells in zip(comparison.regions, comparison.cells, strict=True)
    )
    records: tuple[Record, ...] = tuple(
        {
            "region": region,
            "indicator": name,
            "remark": cell.remark,
            "values": [
                {
                    "text": value.text,
                    "level": value.level,
                    "subject": value.subject,
                    "period": value.period,
                    "low": _plain(value.low),
                    "high": _plain(value.high),
                    "unit": value.unit,
                    **place_record(value.place),
                }
                for value in cell.values
            ],
        }
        for region, cells in zip(comparison.regions, comparison.cells, strict=True)
        for name, cell in zip(comparison.indicators, cells, strict=True)
    )
    return Sheet("横向对比", heads, rows, records, told)


def ledger_record(row: LedgerRow) -> Record:
    """A figure for programs; values are decimal strings in `unit`."""
    return {
        "indicator": row.indicator,
        "subject": row.subject,
        "level": row.level,
        "comparator": row.bound,
        "change": row.change,
        "written": row.written,
        "shown": row.shown,
        "low": _plain(row.low),
        "high": _plain(row.high),
        "unit": row.unit,
        "period": row.period,
        "years": list(row.years),
        **place_record(row.place),
    }


def duty_record(row: DutyRow) -> Record:
    """A task for programs."""
    names = {str(Role.LEAD): row.lead, str(Role.SUPPORT): row.support, str(Role.RESPONSIBLE): row.responsible}
    return {"task": row.task, **{role: list(bodies) for role, bodies in names.items()}, **place_record(row.place)}


def place_record(place: Place) -> Record:
    """A place with the names that a citation has in JSON."""
    return {
        "id": place.document,
        "doc": place.doc,
        "title": place.title,
        "region": list(place.region),
        "clause": place.clause,
        "quote": place.quote,
        "start": place.start,
        "end": place.end,
        "note": place.note,
    }


def role_named(name: str) -> Role | None:
    """The role that a person calls 牵头, 配合 or 负责, or by its English value; None for no role."""
    return next((role for role, shown in ROLES.items() if name.strip() in (shown, str(role))), None)


def _ledger_cells(row: LedgerRow) -> tuple[Value, ...]:
    bound = _CHANGES.get(row.change, "") + _BOUNDS.get(row.bound, "")
    words = (_region(row.place), row.place.title, row.indicator, row.subject, row.level, row.shown, bound)
    return (*words, row.low, row.high, row.unit, row.period)


def _chart_words(row: LedgerRow) -> tuple[str, ...]:
    return (_CHANGES.get(row.change, "") + _BOUNDS.get(row.bound, ""), row.shown, row.level, row.subject, row.period)


def _place_cells(place: Place) -> tuple[Value, ...]:
    return (place.note, place.clause, place.quote, place.doc, place.start, place.end)


def _compared(cell: ComparedCell) -> str:
    return "\n".join(_lines(cell)) or cell.remark


def _lines(cell: ComparedCell) -> Iterator[str]:
    for value in cell.values:
        who = value.subject or value.level
        told = "，".join(filter(None, (who, value.period)))
        yield f"{value.text}（{told}）" if told else value.text


def _grounds(cell: ComparedCell) -> str:
    return "\n".join(value.place.note for value in cell.values)


def _region(place: Place) -> str:
    return " ".join(place.region)


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"
