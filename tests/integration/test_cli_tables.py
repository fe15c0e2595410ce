"""The ledger, the responsibilities and the comparison from the command line, and their files opened again."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from command_line import Zhice
from openpyxl import load_workbook

PLACE = ["依据", "条款", "原文", "文件", "起", "止"]


def rows_of_workbook(path: Path) -> tuple[Any, list[list[Any]]]:
    book = load_workbook(path)
    page = book.worksheets[0]
    return book, [[cell.value for cell in row] for row in page.iter_rows()]


def test_a_row_tells_the_figure_as_written_and_in_the_normal_unit_and_quotes_the_file(
    zhice: Zhice, examples_home: Path, corpus: Path
) -> None:
    rows = zhice("--home", examples_home, "ledger", "--indicator", "亩均税收", "--json").json["rows"]
    assert [(row["level"], row["written"], row["low"], row["unit"], row["comparator"]) for row in rows] == [
        ("国家级", "不低于20万元", "200000", "元/亩", "at_least"),
        ("省级", "不低于10万元", "100000", "元/亩", "at_least"),
    ]
    text = (corpus / rows[0]["doc"]).read_text(encoding="utf-8")
    assert all(text[row["start"] : row["end"]] == row["quote"] and row["written"] in row["quote"] for row in rows)
    assert rows[0]["note"].startswith("《九江市开发区争先进位工作方案（摘要）》一、（五）")


@pytest.mark.parametrize(
    ("options", "regions"),
    [
        (["--region", "江西"], {"九江市", "赣江新区"}),
        (["--indicator", "畝均稅收"], {"九江市"}),
        (["--indicator", "单位用地税收"], {"九江市"}),
        (["--indicator", "gdp"], {"连云港市"}),
        (["--year", "2019"], {"武汉经济技术开发区"}),
        (["--level", "国家级", "--indicator", "亩均税收"], {"九江市"}),
        (["--document", "赣江新区_2023年"], {"赣江新区"}),
        (["--region", "兰州"], set()),
    ],
)
def test_a_filter_leaves_only_what_meets_it(
    zhice: Zhice, examples_home: Path, options: list[str], regions: set[str]
) -> None:
    rows = zhice("--home", examples_home, "ledger", "--json", *options).json["rows"]
    assert {row["region"][-1] for row in rows} == regions


def test_pages_put_together_are_the_whole_list(zhice: Zhice, examples_home: Path) -> None:
    whole = zhice("--home", examples_home, "ledger", "--json").json["rows"]
    pages: list[Any] = []
    while page := zhice("--home", examples_home, "ledger", "--json", "--limit", 20, "--offset", len(pages)).json[
        "rows"
    ]:
        pages += page
    assert len(whole) > 60
    assert pages == whole
    assert "共" in zhice("--home", examples_home, "ledger", "--limit", 3).out.splitlines()[-1]


def test_a_list_sorted_by_value_rises_and_turned_round_falls(zhice: Zhice, examples_home: Path) -> None:
    call = ("--home", examples_home, "ledger", "--json", "--sort", "value")
    rising = [float(row["low"]) for row in zhice(*call).json["rows"]]
    falling = [float(row["low"]) for row in zhice(*call, "--descending").json["rows"]]
    assert rising == sorted(rising)
    assert falling == sorted(rising, reverse=True)


def test_a_workbook_holds_the_cells_of_the_json_with_numbers_as_numbers(
    zhice: Zhice, examples_home: Path, tmp_path: Path
) -> None:
    target = tmp_path / "台账.xlsx"
    assert zhice("--home", examples_home, "ledger", "--output", target).code == 0
    rows = zhice("--home", examples_home, "ledger", "--json").json["rows"]
    book, cells = rows_of_workbook(target)
    assert cells[0][-6:] == PLACE
    assert len(cells) == len(rows) + 1
    for row, (head, *_) in zip(rows, [[line] for line in cells[1:]], strict=True):
        told = dict(zip(cells[0], head, strict=True))
        assert told["原文数值"] == row["shown"]
        assert told["数值下限"] == pytest.approx(float(row["low"]))
        assert (told["原文"], told["文件"], told["起"], told["止"]) == (
            row["quote"].replace("\r", "\n"),
            row["doc"],
            row["start"],
            row["end"],
        )
        assert told["依据"] == row["note"]
    page = book.worksheets[0]
    assert (page.freeze_panes, page.auto_filter.ref) == ("B2", f"A1:Q{len(cells)}")
    assert page.column_dimensions["B"].width > page.column_dimensions["J"].width
    told = {line[0].value: line[1].value for line in book["说明"].iter_rows()}
    assert told["行数"] == str(len(rows))
    assert {"数据来源", "导出日期", "索引版本"} <= set(told)


def test_a_csv_is_marked_as_utf8_and_holds_the_same_cells(zhice: Zhice, examples_home: Path, tmp_path: Path) -> None:
    csv_file, workbook = tmp_path / "台账.csv", tmp_path / "台账.xlsx"
    for target in (csv_file, workbook):
        assert zhice("--home", examples_home, "ledger", "--output", target).code == 0
    assert csv_file.read_bytes().startswith(b"\xef\xbb\xbf")
    with csv_file.open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.reader(file))
    _, cells = rows_of_workbook(workbook)
    assert len(written) == len(cells)
    for line, row in zip(written, cells, strict=True):
        for text, value in zip(line, row, strict=True):
            same = float(text) == value if isinstance(value, int | float) else text == (value or "")
            assert same, (text, value)


def test_a_markdown_table_has_a_line_for_each_row(zhice: Zhice, examples_home: Path, tmp_path: Path) -> None:
    target = tmp_path / "对比.md"
    ran = zhice("--home", examples_home, "duties", "--body", "商务局", "--output", target)
    lines = [line for line in target.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    assert f"{len(lines) - 2} 行" in ran.out
    assert len({line.count(" | ") for line in lines}) == 1


def test_duties_tell_who_leads_and_who_supports(zhice: Zhice, examples_home: Path) -> None:
    rows = zhice("--home", examples_home, "duties", "--region", "甘肃", "--json").json["rows"]
    first = rows[0]
    assert (first["task"], first["lead"], first["support"]) == (
        "功能定位",
        ["省发展改革委", "省商务厅", "省科技厅"],
        ["省工信委", "省工商局", "省建设厅"],
    )
    assert "牵头部门：省发展改革委" in first["quote"]


@pytest.mark.parametrize(("role", "key"), [("牵头", "lead"), ("配合", "support"), ("负责", "responsible")])
def test_a_body_is_looked_for_in_the_role_asked_for(zhice: Zhice, examples_home: Path, role: str, key: str) -> None:
    rows = zhice("--home", examples_home, "duties", "--body", "商務局", "--role", role, "--json").json["rows"]
    assert rows
    assert all(any("商务局" in name or "商務局" in name for name in row[key]) for row in rows)


def test_a_table_of_responsibilities_is_read_row_by_row(zhice: Zhice, examples_home: Path) -> None:
    rows = zhice("--home", examples_home, "duties", "--region", "天津", "--json").json["rows"]
    assert ("提高行政效能", ["市审批办"]) in [(row["task"], row["lead"]) for row in rows]


def test_the_matrix_has_bodies_down_and_tasks_across(zhice: Zhice, examples_home: Path, tmp_path: Path) -> None:
    target = tmp_path / "矩阵.xlsx"
    assert zhice("--home", examples_home, "duties", "--region", "甘肃", "--pivot", "--output", target).code == 0
    _, (heads, *lines) = rows_of_workbook(target)
    rows = zhice("--home", examples_home, "duties", "--region", "甘肃", "--json").json["rows"]
    assert heads[1:] == [f"甘肃省 {row['task']}" for row in rows]
    cells = {line[0]: line[1:] for line in lines}
    for number, row in enumerate(rows):
        assert {name for name, line in cells.items() if line[number] == "牵头"} == set(row["lead"])
        assert {name for name, line in cells.items() if line[number] == "配合"} == set(row["support"])


def test_a_comparison_shows_every_level_and_says_where_documents_are_silent(
    zhice: Zhice, examples_home: Path, tmp_path: Path
) -> None:
    regions = ["--region", "九江", "--region", "连云港", "--region", "南昌"]
    call = ("--home", examples_home, "compare", *regions, "--indicator", "亩均税收", "--indicator", "地区生产总值")
    cells = {(row["region"], row["indicator"]): row for row in zhice(*call, "--json").json["rows"]}
    jiujiang = cells["九江", "亩均税收"]["values"]
    assert [(value["text"], value["level"]) for value in jiujiang] == [
        ("不低于20万元", "国家级"),
        ("不低于10万元", "省级"),
    ]
    assert (cells["九江", "地区生产总值"]["values"], cells["九江", "地区生产总值"]["remark"]) == ([], "该文件未规定")
    assert cells["南昌", "亩均税收"]["remark"] == "没有该地区的文件"
    assert len(cells["连云港", "地区生产总值"]["values"]) == 3
    assert zhice(*call, "--output", tmp_path / "对比.xlsx").code == 0
    _, (heads, *lines) = rows_of_workbook(tmp_path / "对比.xlsx")
    assert heads == ["地区", "亩均税收", "亩均税收（依据）", "地区生产总值", "地区生产总值（依据）"]
    assert lines[0][1] == "不低于20万元（国家级开发区）\n不低于10万元（省级开发区）"
    assert lines[0][2] == "\n".join(value["note"] for value in jiujiang)


def test_one_indicator_across_regions_tells_apart_what_cannot_be_compared(zhice: Zhice, examples_home: Path) -> None:
    rows = zhice("--home", examples_home, "ledger", "--indicator", "地区生产总值", "--by-region", "--json").json["rows"]
    assert [(row["written"], row.get("value_low"), row["apart"]) for row in rows] == [
        ("过800亿元", "80000000000", ""),
        ("过1000亿元", "100000000000", ""),
        ("至少翻一番", None, "增减幅度与水平值不能相比"),
    ]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["ledger", "--output", "台账.pdf"], ".xlsx"),
        (["ledger", "--output", "."], "."),
        (["ledger", "--by-region"], "--indicator"),
        (["ledger", "--sort", "nonsense"], "region"),
        (["ledger", "--region", "没有这个地方"], "不认识地区"),
        (["ledger", "--as-of", "昨天"], "看不懂日期"),
        (["duties", "--role", "旁观"], "牵头"),
        (["compare", "--region", "没有这个地方", "--indicator", "亩均税收"], "不认识地区"),
    ],
)
def test_bad_input_is_one_line_that_says_what_to_do(
    zhice: Zhice, examples_home: Path, arguments: list[str], problem: str
) -> None:
    assert problem in zhice("--home", examples_home, *arguments).problem


def test_a_folder_is_not_overwritten(zhice: Zhice, examples_home: Path, tmp_path: Path) -> None:
    target = tmp_path / "结果.xlsx"
    target.mkdir()
    assert "是文件夹" in zhice("--home", examples_home, "ledger", "--output", target).problem
    assert list(target.iterdir()) == []
