"""Excel workbooks: sheets as tables, values as shown."""

from __future__ import annotations

import datetime
from typing import Any

import openpyxl
import pytest
from reader_samples import saved, sheet_bytes, table_lines

from ingest.errors import UnreadableFile
from ingest.readers.office.number_format import shown_number


def test_sheets_are_titled_tables_with_merged_cells_filled(read: Any) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "亩均"
    rows = [
        ["表1 𠮷林畝均", None, None, None],
        [],
        ["区域", "标准", None, None],
        [None, "税收", None, "强度"],
        ["甲", 20.0, None, 0.035],
    ]
    for row in rows:
        sheet.append(row)
    for cells in ("A1:D1", "A3:A4", "B3:D3"):
        sheet.merge_cells(cells)
    sheet["D5"].number_format = "0.0%"
    hidden = workbook.create_sheet("参数")
    hidden.append(["a", "b"])
    hidden.sheet_state = "hidden"
    workbook.create_sheet("空表")
    source = read("a.xlsx", saved(workbook))
    assert source.text == "亩均\n表1 𠮷林畝均\n区域\t标准\t标准\n区域\t税收\t强度\n甲\t20\t3.5%"
    assert table_lines(source) == [[["区域", "标准", "标准"], ["区域", "税收", "强度"], ["甲", "20", "3.5%"]]]


def test_dates_show_as_the_sheet_shows_them(read: Any) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    day = datetime.datetime(2024, 1, 5)
    sheet.append(["日期", day, day, True])
    sheet["C1"].number_format = 'yyyy"年"m"月"d"日"'
    assert read("a.xlsx", saved(workbook)).text.split("\n")[1] == "日期\t2024-01-05\t2024年1月5日\tTRUE"


def test_a_workbook_without_values_is_unreadable(read: Any) -> None:
    with pytest.raises(UnreadableFile, match="没有内容"):
        read("a.xlsx", sheet_bytes([]))


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (20.0, "General", "20"),
        (0.1 + 0.2, "General", "0.3"),
        (1e-7, "General", "0.0000001"),
        (123456789012, "General", "123456789012"),
        (0.035, "0.0%", "3.5%"),
        (0.2, "0%", "20%"),
        (0.125, "0.00%", "12.50%"),
        (2.5, "0", "3"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (-1234, "#,##0;(#,##0)", "(1,234)"),
        (20, '0"万元"', "20万元"),
        (20, '0.0\\亩', "20.0亩"),
        (1500, '[$¥-804]#,##0', "¥1,500"),
        (12000, '0,"千元"', "12千元"),
        (3.5, "0.0_ ", "3.5"),
        (3.0, "0.##", "3"),
        (20, "[>=10]0;0.0", "20"),
        (0, '0;-0;"无"', "0"),
        (1234.5, "0.00E+00", "1234.5"),
        (1e30, "0.00", "1" + "0" * 30),
    ],
)  # fmt: skip
def test_numbers_show_by_their_format(value: float, number_format: str, shown: str) -> None:
    assert shown_number(value, number_format) == shown
