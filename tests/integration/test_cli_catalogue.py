"""The commands that show what was read."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Zhice

PLAN = """九江市开发区工作方案
一、目标
1.税收。国家级开发区亩均税收不低于20万元。（市商务局牵头，市财政局配合）
2.土地。按需供应。"""
PAGE = """当前位置：首页 > 政策
更新时间：2024-01-10 来源：本站 点击：12
""" + PLAN.replace("九江", "赣州").replace("20万元", "15万元")


@pytest.fixture
def home(zhice: Zhice, tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "九江.txt").write_text(PLAN, encoding="utf-8")
    (folder / "另一份.txt").write_text(PLAN.replace("\n", "\n\n"), encoding="utf-8")
    (folder / "赣州.txt").write_text(PAGE, encoding="utf-8")
    assert zhice("--home", tmp_path / "home", "ingest", folder).code == 0
    return tmp_path / "home"


def test_the_list_names_each_document_once_with_the_files_that_hold_it_too(zhice: Zhice, home: Path) -> None:
    rows = zhice("--home", home, "documents", "--json").json
    assert [(row["doc"], row["region"][-1], [copy["id"] for copy in row["copies"]]) for row in rows] == [
        ("九江.txt", "九江市", ["另一份.txt#0"]),
        ("赣州.txt", "赣州市", []),
    ]
    assert set(rows[0]) >= {"level", "kind", "number", "issuers", "dates", "validity", "clauses", "passages", "spans"}


@pytest.mark.parametrize("doc", ["九江.txt", "九江.txt#0", "另一份.txt"])
def test_a_tree_shows_clauses_and_bodies_by_any_name_of_the_document(zhice: Zhice, home: Path, doc: str) -> None:
    lines = zhice("--home", home, "documents", doc, "--tree").out.splitlines()
    assert lines[0] == "九江市开发区工作方案（九江.txt#0；同文另见 另一份.txt#0）"
    assert "├─ 1.税收　〔牵头：市商务局；配合：市财政局〕" in [line.lstrip("│ ") for line in lines]


def test_an_answer_names_every_file_that_holds_its_document(zhice: Zhice, home: Path) -> None:
    question = "九江国家级开发区亩均税收要求是多少？"
    (citation, *_) = zhice("--home", home, "ask", question, "--json").json["citations"]
    assert (citation["doc"], citation["clause"]) == ("九江.txt", "一、目标 > 1.税收")
    (place,) = citation["also_in"]
    other = PLAN.replace("\n", "\n\n")
    assert (place["doc"], place["quote"]) == ("另一份.txt", citation["quote"])
    assert other[place["start"] : place["end"]] == place["quote"]
    assert "同文另见 另一份.txt" in zhice("--home", home, "ask", question).out


def test_a_tree_as_json_slices_the_text(zhice: Zhice, home: Path) -> None:
    (row,) = zhice("--home", home, "documents", "九江.txt", "--tree", "--json").json
    assert row["id"] == "九江.txt#0"
    assert all(PLAN[clause["start"] : clause["end"]] == clause["text"] for clause in row["clauses"])
    assert [clause["label"] for clause in row["clauses"]] == ["", "一、", "1.", "2."]


def test_details_of_one_document_are_lines(zhice: Zhice, home: Path) -> None:
    lines = zhice("--home", home, "documents", "九江.txt").out.splitlines()
    assert "标题：九江市开发区工作方案" in lines
    assert "同文另见：另一份.txt#0" in lines


def test_what_was_removed_from_a_page_is_shown_and_cannot_be_found(zhice: Zhice, home: Path) -> None:
    out = zhice("--home", home, "documents", "赣州.txt", "--removed").out
    assert "导航：当前位置：首页 > 政策" in out
    assert "网页信息：更新时间" in out
    records = zhice("--home", home, "documents", "赣州.txt", "--removed", "--json").json
    assert all(PAGE[slice(*record["span"])] == record["text"] for record in records)
    assert not any("当前位置" in hit["text"] for hit in zhice("--home", home, "search", "当前位置 首页", "--json").json)
    assert zhice("--home", home, "documents", "九江.txt", "--removed").out == "这个文件没有去掉任何内容。\n"


def test_what_was_removed_is_told_of_the_very_file_that_is_named(zhice: Zhice, home: Path, tmp_path: Path) -> None:
    page = tmp_path / "网页.txt"
    page.write_text("当前位置：首页 > 政策\n" + PLAN, encoding="utf-8")
    zhice("--home", home, "ingest", page)
    for name in ("网页.txt", "网页.txt#0"):
        assert zhice("--home", home, "documents", name, "--removed").out == "导航：当前位置：首页 > 政策\n"
    assert zhice("--home", home, "documents", "九江.txt", "--removed").out == "这个文件没有去掉任何内容。\n"


@pytest.mark.parametrize(
    "arguments", [["documents", "没有.txt"], ["documents", "没有.txt", "--tree"], ["facts", "没有"]]
)
def test_an_unknown_document_is_one_line(zhice: Zhice, home: Path, arguments: list[str]) -> None:
    assert (
        zhice("--home", home, *arguments).problem
        == f"错误：索引中没有“{arguments[1]}”。请用 zhice documents 查看文件名。"
    )


def test_a_tree_of_no_document_says_how_to_ask_for_one(zhice: Zhice, home: Path) -> None:
    assert "zhice documents 文件名 --tree" in zhice("--home", home, "documents", "--tree").problem


def test_facts_are_listed_with_normal_units_and_sliced(zhice: Zhice, home: Path) -> None:
    rows = zhice("--home", home, "facts", "--json").json
    taxes = {row["region"][-1]: row for row in rows if "亩均税收" in row["indicator"]}
    assert {region: row["low"] for region, row in taxes.items()} == {"九江市": "200000", "赣州市": "150000"}
    tax = taxes["九江市"]
    assert (tax["comparator"], tax["level"], tax["clause"]) == ("at_least", "国家级", "一、目标 > 1.税收")
    assert PLAN[tax["start"] : tax["end"]] == tax["written"]


@pytest.mark.parametrize(
    ("options", "regions"),
    [
        (["--region", "赣州"], {"赣州市"}),
        (["--region", "赣州", "--level", "国家级"], {"赣州市"}),
        (["--level", "省级"], set()),
        (["--indicator", "税收"], {"九江市", "赣州市"}),
        (["--indicator", "人口"], set()),
        (["另一份.txt"], {"九江市"}),
    ],
)
def test_facts_can_be_narrowed(zhice: Zhice, home: Path, options: list[str], regions: set[str]) -> None:
    rows = zhice("--home", home, "facts", *options, "--json").json
    assert {row["region"][-1] for row in rows} == regions
    table = zhice("--home", home, "facts", *options).out
    assert table == "没有符合条件的指标数据。\n" if not regions else "指标" in table
