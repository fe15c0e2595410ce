"""Excel workbooks: sheets as tables, values as shown."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

import openpyxl
import pytest
from best_time import best_time
from reader_samples import saved, sheet_bytes, table_lines

from ingest.errors import UnreadableFile
from ingest.model import RemovedKind
from ingest.readers.office import xlsx
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


def test_hidden_rows_columns_and_sheets_are_recorded_and_left_out(read: Any) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "指标"
    for row in [["区域", "税收", "备注"], ["甲", 20, "内部"], ["乙", 30, "内部"], ["丙", 40, "内部"]]:
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    workbook.create_sheet("参数").append(["密", "文"])
    workbook["参数"].sheet_state = "veryHidden"
    source = read("a.xlsx", saved(workbook))
    assert source.text == "指标\n区域\t税收\n甲\t20\n丙\t40"
    assert [(item.kind, item.text) for item in source.removed] == [
        (RemovedKind.HIDDEN, "指标 备注 内部 乙 30 内部 内部"),
        (RemovedKind.HIDDEN, "参数 密 文"),
    ]


def test_several_sheets_each_have_their_title_and_their_table(read: Any) -> None:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].title = "2023年"
    for sheet, value in ((workbook.worksheets[0], 20), (workbook.create_sheet("2024年"), 30)):
        sheet.append(["区域", "税收"])
        sheet.append(["甲", value])
    source = read("a.xlsx", saved(workbook))
    assert source.text == "2023年\n区域\t税收\n甲\t20\n2024年\n区域\t税收\n甲\t30"
    assert len(source.tables) == 2


def test_a_header_of_several_rows_keeps_its_groups(read: Any) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in [["区域", "2023年", None, "2024年", None], [None, "税收", "产值", "税收", "产值"], ["甲", 1, 2, 3, 4]]:
        sheet.append(row)
    for cells in ("A1:A2", "B1:C1", "D1:E1"):
        sheet.merge_cells(cells)
    assert table_lines(read("a.xlsx", saved(workbook))) == [
        [
            ["区域", "2023年", "2023年", "2024年", "2024年"],
            ["区域", "税收", "产值", "税收", "产值"],
            ["甲", "1", "2", "3", "4"],
        ]
    ]


def rewritten(data: bytes, part: str, old: str, new: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            target.writestr(name, content)
    return buffer.getvalue()


def test_a_sheet_that_claims_to_be_as_large_as_can_be_is_read_by_what_it_holds(read: Any) -> None:
    data = sheet_bytes([["区域", "税收"], ["甲", 20]])
    part = "xl/worksheets/sheet1.xml"
    claimed = rewritten(data, part, '<dimension ref="A1:B2"', '<dimension ref="A1:XFD1048576"')
    assert table_lines(read("a.xlsx", claimed)) == [[["区域", "税收"], ["甲", "20"]]]
    far = rewritten(data, part, '<row r="2"><c r="A2"', '<row r="1048576"><c r="XFC1048576"')
    far = rewritten(far, part, '<c r="B2"', '<c r="XFD1048576"')
    assert read("a.xlsx", far).text.endswith("甲\t20")
    deep = rewritten(data, part, '<row r="2"><c r="A2"', '<row r="1048576"><c r="A1048576"')
    deep = rewritten(deep, part, '<c r="B2"', '<c r="B1048576"')
    assert best_time(lambda: read("a.xlsx", claimed)) < 0.05 + 4 * best_time(lambda: read("a.xlsx", data))
    assert best_time(lambda: read("a.xlsx", far)) < 0.05 + 4 * best_time(lambda: read("a.xlsx", deep))


def test_a_formula_that_failed_and_one_without_a_saved_value_leave_their_cells_empty(read: Any) -> None:
    workbook = openpyxl.Workbook()
    for row in [["区域", "税收", "产值"], ["甲", "#REF!", 5], ["乙", "=1/0", 6]]:
        workbook.worksheets[0].append(row)
    assert read("a.xlsx", saved(workbook)).text.split("\n")[1:] == ["区域\t税收\t产值", "甲\t\t5", "乙\t\t6"]


def test_a_sheet_with_too_many_cells_is_refused(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_CELLS", 10)
    with pytest.raises(UnreadableFile, match="太大"):
        read("a.xlsx", sheet_bytes([[1, 2, 3]] * 4))
