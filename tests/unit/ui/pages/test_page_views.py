"""The pages' HTML from obvious values, without a server or a framework."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.collection.model import DocumentRow, FileProgress, FileState, JobKind, JobView
from assistant.tables.model import Apart, LedgerRow, Place, RegionChart, RegionValue
from ingest.model import Clause, ClauseKind, TextSpan
from ui.pages.chart import render_chart
from ui.pages.documents_view import render_documents_page, render_job
from ui.pages.parts import pager
from ui.pages.query import Query, ledger_filter
from ui.pages.tree_view import places_of, render_tree
from ui.tabled import clause_text
from vectorstore.model import DocumentRecord

RECORD = DocumentRecord("a.txt#0", "a.txt", 0, "<b>办法</b>", ("江西省", "九江市"), False, 2, TextSpan(0, 20), None, 3)
ROW = DocumentRow(RECORD, "expired", "有效期5年", True)


def ledger_row(low: int, high: int, region: str = "九江市") -> LedgerRow:
    place = Place("a.txt", "a.txt#0", "办法", ("江西省", region), "一、", "引文", 3, 5, "《办法》")
    shown = f"{low}元"
    return LedgerRow(
        place, "亩均税收", "开发区", "省级", "exact", "", shown, shown, Decimal(low), Decimal(high), "元", "", ()
    )


@pytest.mark.parametrize(("editor", "ways"), [(True, 1), (False, 0)])
def test_only_an_editor_is_shown_the_ways_to_change_the_documents(editor: bool, ways: int) -> None:
    html = render_documents_page([ROW], Query([]), editor, 50)
    assert html.count("data-remove=") == ways
    assert html.count("zp-files") == ways
    assert "已过期" in html
    assert "<b>" not in html


def test_a_list_of_documents_is_searched_by_title_and_file_and_paged() -> None:
    rows = [ROW] * 120
    assert "第 1—50 行，共 120 行" in render_documents_page(rows, Query([]), False, 50)
    assert "第 101—120 行" in render_documents_page(rows, Query([("offset", "100")]), False, 50)
    assert "没有符合条件的文件" in render_documents_page(rows, Query([("find", "条例")]), False, 50)


def test_a_job_tells_the_state_of_every_file_and_whether_it_goes_on() -> None:
    files = (FileProgress("a", FileState.READING, "", 1, 4), FileProgress("b", FileState.FAILED, "b：坏了"))
    html = render_job(JobView(1, JobKind.UPLOAD, files, True))
    assert 'data-running="yes"' in html
    assert '<progress aria-label="正在读取" max="4" value="1">' in html
    assert '<p class="zp-problem">b：坏了</p>' in html


def test_a_row_of_a_table_is_marked_within_its_cells() -> None:
    html = clause_text("项目\t值\n税收\t20万元\n", [(5, 11)], True)
    assert html.count("<tr>") == 2
    assert "<td><mark>税收</mark></td><td><mark>20万</mark>元</td>" in html


def test_search_within_a_document_finds_other_widths_and_scripts() -> None:
    assert places_of("亩均稅收不低於２０萬元", "税收") == [(2, 4)]
    assert places_of("２０２５年", "2025") == [(0, 4)]
    assert places_of("年", " ") == []


def test_a_tree_that_nests_without_end_is_shown_all_the_same() -> None:
    text = "".join(f"第{n:04}条目一二三四五\n" for n in range(3000))
    clauses = [
        Clause(
            n, ClauseKind.ITEM, f"第{n:04}条", "", TextSpan(n * 13, n * 13 + 12), (f"第{n:04}条",), n - 1 if n else None
        )
        for n in range(3000)
    ]
    html = render_tree(RECORD, clauses, text)
    assert all(f"第{n:04}条" in html for n in (0, 1500, 2999))


def test_bars_are_in_proportion_and_what_cannot_be_compared_is_told_apart() -> None:
    rows = [ledger_row(10, 10), ledger_row(20, 40)]
    values = tuple(RegionValue(row, row.low, row.high) for row in rows)
    html = render_chart(RegionChart("亩均税收", "元", values, ((ledger_row(3, 3, "南昌市"), Apart.UNIT),)))
    assert 'class="zp-low" x="0" y="0" width="25.00"' in html
    assert 'class="zp-range" x="50.00" y="0" width="50.00"' in html
    assert "不能并入比较的 1 项及原因" in html
    assert "单位不同" in html
    assert render_chart(RegionChart("无", "", (), ())) == ""


def test_amounts_are_drawn_in_the_scale_that_people_write() -> None:
    rows = [ledger_row(100_000, 100_000), ledger_row(200_000, 200_000)]
    html = render_chart(RegionChart("亩均税收", "元/亩", tuple(RegionValue(r, r.low, r.high) for r in rows), ()))
    assert "（单位：万元/亩）" in html
    assert "10万元/亩" in html
    small = [*rows, ledger_row(9_000, 9_000)]
    html = render_chart(RegionChart("亩均税收", "元/亩", tuple(RegionValue(r, r.low, r.high) for r in small), ()))
    assert "100,000元/亩" in html


def test_a_query_becomes_a_filter_and_an_address_again() -> None:
    query = Query([("region", " 九江市 "), ("indicator", "亩均税收"), ("year", ""), ("offset", "50")])
    chosen = ledger_filter(query)
    assert tuple(chosen.documents.names.regions) == ("九江市",)
    assert tuple(chosen.documents.names.years) == ()
    assert chosen.indicator == "亩均税收"
    assert "offset=100" in pager("ledger", query, 50, 50, 200)
    assert "offset=0" in pager("ledger", query, 50, 50, 200)


@pytest.mark.parametrize("value", ["-1", "１", "99999999999", "x"])
def test_an_offset_that_is_no_number_counts_as_none(value: str) -> None:
    assert Query([("offset", value)]).number("offset") == 0
