"""Excel workbooks (.xlsx): each visible sheet as its title and one table, values as shown."""

from __future__ import annotations

import datetime
import io
import math
import zipfile
import zlib
from collections.abc import Sequence
from itertools import islice
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.utils.exceptions import InvalidFileException

from ingest.errors import UnreadableFile
from ingest.model import RemovedKind
from ingest.readers.grid import Grid
from ingest.readers.linear import LinearBuilder, LinearText
from ingest.readers.office.number_format import plain_number, shown_number
from ingest.readers.office.sheet_marks import Range, SheetMarks, marks_by_sheet

MOST_CELLS = 1_000_000
"""Cells with content in one sheet."""
_MOST_SLOTS = 100_000_000
"""Places that are passed over on the way: a value far out on every row costs as much as a full sheet."""
_FORMULA_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
_DAMAGE = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, ValueError, TypeError,
    SyntaxError, IndexError, AttributeError, EOFError, OSError,
)  # fmt: skip

Place = tuple[int, int]
"""Row and column, from 1."""


def read(data: bytes, name: str) -> LinearText:
    """All visible sheets without their hidden rows and columns; formulas give the values saved with them.

    Raises UnreadableFile for damaged files and for sheets beyond `MOST_CELLS`.
    """
    builder = LinearBuilder()
    try:
        marks = marks_by_sheet(data)
        workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True, read_only=True)
        for sheet in workbook.worksheets:
            _write(sheet, marks.get(sheet.title, SheetMarks()), builder, name)
        workbook.close()
    except _DAMAGE as error:
        raise UnreadableFile(f"{name}：Excel 文件已损坏，请换一份完整的文件，或用 Excel/WPS 重新保存") from error
    linear = builder.build()
    if not linear.text:
        raise UnreadableFile(f"{name}：工作簿里没有内容，请换一份有内容的文件")
    return linear


def _write(sheet: Any, marks: SheetMarks, builder: LinearBuilder, name: str) -> None:
    shown, hidden = _values(sheet, marks, name)
    if sheet.sheet_state != "visible":
        shown, hidden = {}, {**shown, **hidden}
    if hidden:
        builder.remove(RemovedKind.HIDDEN, f"{sheet.title} {' '.join(islice(hidden.values(), 50))}")
    grid = _grid(shown, marks.merged)
    if grid.rows():
        builder.add_line(sheet.title)
        builder.add_table(grid)


def shown_value(value: Any, number_format: str) -> str:
    """A cell's value as text: dates by day where they have no time, numbers by their format."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        if not math.isfinite(value):
            return ""
        return plain_number(value) if number_format in ("General", "@") else shown_number(value, number_format)
    if isinstance(value, datetime.datetime):
        return _shown_date(value, number_format)
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = str(value)
    # A formula that failed when the file was saved has no value to show.
    return "" if text in _FORMULA_ERRORS else text


def _shown_date(value: datetime.datetime, number_format: str) -> str:
    time = "" if value.time() == datetime.time() else value.strftime(" %H:%M")
    if "年" in number_format:
        day = f"{value.day}日" if "日" in number_format else ""
        return f"{value.year}年{value.month}月{day}{time}"
    return value.date().isoformat() + time


def _values(sheet: Any, marks: SheetMarks, name: str) -> tuple[dict[Place, str], dict[Place, str]]:
    """The cells with content by row and column, those that show and those that are hidden."""
    # What the file says of its extent is often wrong, and up to 17 billion cells.
    sheet.reset_dimensions()
    shown: dict[Place, str] = {}
    hidden: dict[Place, str] = {}
    slots = 0
    for row in sheet.iter_rows():
        slots += len(row)
        for cell in row:
            text = shown_value(cell.value, cell.number_format) if cell.value is not None else ""
            if text:
                (hidden if marks.hides(cell.row, cell.column) else shown)[(cell.row, cell.column)] = text
        if len(shown) + len(hidden) > MOST_CELLS or slots > _MOST_SLOTS:
            raise UnreadableFile(
                f"{name}：工作表“{sheet.title}”太大（上限 {MOST_CELLS // 10_000} 万个有内容的单元格），请拆分后再导入"
            )
    return shown, hidden


def _grid(values: dict[Place, str], merged_ranges: Sequence[Range]) -> Grid:
    """The cells by place; merged ranges are cut to the part of the sheet that is in use."""
    grid = Grid()
    if not values:
        return grid
    last_row, last_column = max(r for r, _ in values), max(c for _, c in values)
    for first_column, first_row, end_column, end_row in merged_ranges:
        start = (first_row, first_column)
        if start in values:
            rows, columns = min(end_row, last_row) - first_row + 1, min(end_column, last_column) - first_column + 1
            grid.place(*start, values[start], rows=rows, columns=columns)
    for (row, column), text in values.items():
        if not grid.taken(row, column):
            grid.place(row, column, text)
    return grid
