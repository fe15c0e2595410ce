"""Excel workbooks (.xlsx): each visible sheet as its title and one table, values as shown."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from ingest.errors import UnreadableFile
from ingest.readers.grid import Grid
from ingest.readers.linear import LinearBuilder, LinearText
from ingest.readers.office.number_format import plain_number, shown_number


def read(data: bytes, name: str) -> LinearText:
    """All visible sheets; formulas give the values saved with them. Raises UnreadableFile for damaged files."""
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError, OSError) as error:
        raise UnreadableFile(f"{name}：Excel 文件已损坏，请换一份完整的文件，或用 Excel/WPS 重新保存") from error
    builder = LinearBuilder()
    empty = True
    for sheet in workbook.worksheets:
        grid = _grid(sheet)
        if sheet.sheet_state == "visible" and grid.rows():
            empty = False
            builder.add_line(sheet.title)
            builder.add_table(grid)
    if empty:
        raise UnreadableFile(f"{name}：工作簿里没有内容，请换一份有内容的文件")
    return builder.build()


def shown_value(value: Any, number_format: str) -> str:
    """A cell's value as text: dates by day where they have no time, numbers by their format."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return plain_number(value) if number_format in ("General", "@") else shown_number(value, number_format)
    if isinstance(value, datetime.datetime):
        return _shown_date(value, number_format)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)


def _shown_date(value: datetime.datetime, number_format: str) -> str:
    time = "" if value.time() == datetime.time() else value.strftime(" %H:%M")
    if "年" in number_format:
        day = f"{value.day}日" if "日" in number_format else ""
        return f"{value.year}年{value.month}月{day}{time}"
    return value.date().isoformat() + time


def _grid(sheet: Worksheet) -> Grid:
    """The sheet's cells; merged ranges are cut to the part of the sheet that is in use."""
    values = {
        (cell.row, cell.column): shown_value(cell.value, cell.number_format)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    grid = Grid()
    if not values:
        return grid
    last_row, last_column = max(r for r, _ in values), max(c for _, c in values)
    for merged in sheet.merged_cells.ranges:
        start = (merged.min_row, merged.min_col)
        if start in values:
            rows = min(merged.max_row, last_row) - merged.min_row + 1
            columns = min(merged.max_col, last_column) - merged.min_col + 1
            grid.place(*start, values[start], rows=rows, columns=columns)
    for (row, column), text in values.items():
        if not grid.taken(row, column):
            grid.place(row, column, text)
    return grid
