"""A sheet as an Excel workbook: numbers as numbers, text as text, and a second sheet that says where it comes from."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from assistant.ports import AssistantError
from assistant.tables.sheet import Sheet, Value

_NOT_ALLOWED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_TEXT = 32_767
_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_NARROWEST, _WIDEST = 8, 60
_LOOKED_AT = 500
"""Rows that the widths of columns are taken from."""
_HEAD_FONT, _HEAD_FILL = Font(bold=True), PatternFill("solid", fgColor="E7ECF3")
_TOP = Alignment(vertical="top", wrap_text=True)


class TooLarge(AssistantError):
    """More rows or columns than a worksheet holds."""


def workbook_of(sheet: Sheet) -> bytes:
    """The workbook's bytes. Raises TooLarge for more than a worksheet holds."""
    if len(sheet.rows) >= _MOST_ROWS or len(sheet.columns) > _MOST_COLUMNS:
        raise TooLarge("表格超过了 Excel 一张工作表的容量，请缩小范围，或用 .csv、.json 导出。")
    book = Workbook(write_only=True)
    page: Any = book.create_sheet(_name(sheet.title))
    page.freeze_panes = "B2" if sheet.columns else None
    for number, width in enumerate(_widths(sheet), start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.append([_head(page, name) for name in sheet.columns])
    for row in sheet.rows:
        page.append([_cell(page, value) for value in row])
    page.auto_filter.ref = f"A1:{get_column_letter(max(1, len(sheet.columns)))}{len(sheet.rows) + 1}"
    _tell(book, sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _tell(book: Workbook, sheet: Sheet) -> None:
    page: Any = book.create_sheet("说明")
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 16, _WIDEST
    for name, value in (("表名", sheet.title), ("行数", str(len(sheet.rows))), *sheet.about):
        page.append([_head(page, name), _cell(page, value)])


def _head(page: Any, name: str) -> Any:
    cell = _cell(page, name)
    cell.font, cell.fill = _HEAD_FONT, _HEAD_FILL
    return cell


def _cell(page: Any, value: Value) -> Any:
    if isinstance(value, str):
        cell: Any = WriteOnlyCell(page, _NOT_ALLOWED.sub("", value)[:_LONGEST_TEXT])
        cell.data_type = "s"  # a text that begins with '=' would be taken for a formula
    else:
        cell = WriteOnlyCell(page, float(value) if isinstance(value, Decimal) else value)
    cell.alignment = _TOP
    return cell


def _widths(sheet: Sheet) -> Iterator[int]:
    for number, name in enumerate(sheet.columns):
        texts = [name, *(row[number] for row in sheet.rows[:_LOOKED_AT])]
        yield min(_WIDEST, max(_NARROWEST, max(map(_width, texts), default=0) + 2))


def _width(value: Value) -> int:
    """Of the longest line, a Chinese character counted twice."""
    text = f"{value.normalize():f}" if isinstance(value, Decimal) else str(value or "")
    return max((_columns(line) for line in text.splitlines()), default=0)


def _columns(line: Iterable[str] | Sequence[str]) -> int:
    return sum(1 if character.isascii() else 2 for character in line)


def _name(title: str) -> str:
    """A worksheet's name: at most 31 characters, without signs that Excel refuses."""
    return re.sub(r"[\\/*?:\[\]']", " ", title)[:31].strip() or "表"
