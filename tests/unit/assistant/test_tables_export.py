"""Files of tables opened again: nothing is taken for a formula, nothing is lost, nothing half stays."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant.tables.export.comma_separated import csv_of
from assistant.tables.export.markdown import markdown_of
from assistant.tables.export.workbook import workbook_of
from assistant.tables.export.writing import WRITERS, CannotExport, write_sheet
from assistant.tables.sheet import Sheet

FORMULAS = ['=HYPERLINK("http://x")', "+1", "-1+2", "@SUM(A1)", "＝1+1", " =1", "\t=1"]


def sheet_of(*values: str | int | Decimal | None) -> Sheet:
    rows = tuple((value,) for value in values)
    return Sheet("表/一", ("值",), rows, tuple({"value": str(value)} for value in values), (("索引版本", "7"),))


def cells_of_csv(content: bytes) -> list[str]:
    return [line[0] for line in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_begins_like_a_formula_stays_text(text: str) -> None:
    assert cells_of_csv(csv_of(sheet_of(text)))[1] == f"'{text}"
    cell = load_workbook(io.BytesIO(workbook_of(sheet_of(text)))).worksheets[0]["A2"]
    assert (cell.data_type, cell.value.strip()) == ("s", text.strip())


def test_a_negative_number_stays_a_number() -> None:
    sheet = sheet_of(Decimal("-1.50"), Decimal("2E+5"), -3, None, "10%以上")
    assert cells_of_csv(csv_of(sheet)) == ["值", "-1.5", "200000", "-3", "", "10%以上"]
    page = load_workbook(io.BytesIO(workbook_of(sheet))).worksheets[0]
    assert [row[0].value for row in page.iter_rows(min_row=2)] == [-1.5, 200000, -3, None, "10%以上"]


def test_signs_that_a_format_cannot_hold_do_not_break_it() -> None:
    page = load_workbook(io.BytesIO(workbook_of(sheet_of("一\x00二\x0b三", "𠮷\n野")))).worksheets[0]
    assert [row[0].value for row in page.iter_rows(min_row=2)] == ["一二三", "𠮷\n野"]
    assert page.title == "表 一"
    lines = markdown_of(sheet_of("甲|乙\n丙", "<b>")).decode().splitlines()
    assert lines[4:6] == ["| 甲\\|乙<br>丙 |", "| \\<b\\> |"]


@pytest.mark.parametrize("ending", WRITERS)
def test_a_file_takes_the_place_of_the_one_before_and_nothing_else_is_left(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"表{ending.upper()}"
    target.write_text("旧", encoding="utf-8")
    write_sheet(sheet_of("新"), target)
    assert target.read_bytes() == WRITERS[ending](sheet_of("新")) or ending == ".xlsx"
    assert target.read_bytes() != "旧".encode()
    assert list(tmp_path.iterdir()) == [target]


def test_a_failed_write_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "表.csv"
    target.write_text("旧", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(CannotExport, match="--output"):
        write_sheet(sheet_of("新"), target)
    assert target.read_text(encoding="utf-8") == "旧"
    assert list(tmp_path.iterdir()) == [target]


def test_json_holds_records_and_what_they_are_about() -> None:
    whole = json.loads(WRITERS[".json"](sheet_of("甲")))
    assert whole == {"title": "表/一", "about": {"索引版本": "7"}, "rows": [{"value": "甲"}]}
