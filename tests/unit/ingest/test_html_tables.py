"""Tables of web pages: which are tables, and what their rows, columns and captions are."""

from __future__ import annotations

from typing import Any

import pytest
from html_samples import CLAUSE, table_lines


def test_tables_that_only_lay_out_the_page_are_not_tables(read: Any) -> None:
    page = "<body><table><tr><td><p>第一条 甲</p><table><tr><td>a</td><td>b</td></tr></table></td></tr></table></body>"
    source = read("a.html", page.encode())
    assert source.text == "第一条 甲\na\tb"
    assert table_lines(source) == [[["a", "b"]]]


@pytest.mark.parametrize("attribute", ['colspan="0"', 'rowspan="-1"', 'colspan="abc"', 'rowspan="9999999"'])
def test_mistaken_spans_do_no_harm(read: Any, attribute: str) -> None:
    page = f"<body><table><tr><td {attribute}>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table></body>"
    assert read("a.html", page.encode()).text.split("\n")[0] == "a\tb"


@pytest.mark.parametrize(
    ("markup", "text", "tables"),
    [
        pytest.param(
            "<table><caption>表1 标准</caption><thead><tr><th>区域<th>税收</thead><tfoot><tr><td>合计<td>50</tfoot>"
            "<tbody><tr><td>甲<td>20<tr><td>乙<td>30</tbody></table>",
            "表1 标准\n区域\t税收\n甲\t20\n乙\t30\n合计\t50",
            [[["区域", "税收"], ["甲", "20"], ["乙", "30"], ["合计", "50"]]],
            id="the caption stands above, the foot below",
        ),
        pytest.param(
            "<table><tr><th rowspan=3>甲</th><th>一</th></tr><tr><td>二</td></tr><tr><td>三</td></tr></table>",
            "甲\t一\n甲\t二\n甲\t三",
            [[["甲", "一"], ["甲", "二"], ["甲", "三"]]],
            id="a cell over three rows",
        ),
        pytest.param(
            "<table><tr><td rowspan=0>甲</td><td>一</td></tr><tr><td>二</td></tr></table>",
            "甲\t一\n甲\t二",
            [[["甲", "一"], ["甲", "二"]]],
            id="rowspan 0 is all rows that are left",
        ),
        pytest.param(
            "<table><tbody><tr><td rowspan=9>甲</td><td>一</td></tr></tbody>"
            "<tbody><tr><td>乙</td><td>二</td></tr></tbody>"
            "</table>",
            "甲\t一\n乙\t二",
            [[["甲", "一"], ["乙", "二"]]],
            id="a span ends with its group of rows",
        ),
        pytest.param(
            "<table><form><tr><td>甲</td><form><td>乙</td></form></tr></form></table>",
            "甲\t乙",
            [[["甲", "乙"]]],
            id="forms between rows and cells",
        ),
        pytest.param(
            "<table><tr><td colspan=2>说明</td></tr><tr><td>甲</td><td>乙</td></tr></table>",
            "说明\n甲\t乙",
            [[["甲", "乙"]]],
            id="a row of one cell is a line above",
        ),
        pytest.param(
            "<table><tr><td>项目</td><td>标准</td></tr><tr><td>甲</td><td><table><tr><td>一</td><td>二</td></tr></table>"
            "另行规定的其他情形，按照有关规定办理。</td></tr></table>",
            "项目\t标准\n甲\t一 二 另行规定的其他情形，按照有关规定办理。",
            [[["项目", "标准"], ["甲", "一 二 另行规定的其他情形，按照有关规定办理。"]]],
            id="a small table in a cell is that cell's text",
        ),
        pytest.param(
            "<table role=presentation><tr><td>甲</td><td>乙</td></tr></table>",
            "甲\n乙",
            [],
            id="a table that says it is layout",
        ),
    ],
)
def test_tables_keep_rows_columns_and_captions(
    read: Any, markup: str, text: str, tables: list[list[list[str]]]
) -> None:
    source = read("a.html", f"<body>{markup}</body>".encode())
    assert source.text == text
    assert table_lines(source) == tables


def test_columns_of_a_page_laid_out_by_a_table_are_not_a_row(read: Any) -> None:
    article = "".join(
        f"<p>第{n}条 亩均税收不低于二十万元，研发投入占比达到百分之三点五，按照规定执行。</p>"
        for n in "一二三四五六七八九"
    )
    page = f"<body><table><tr><td><p>政策</p></td><td>{article * 3}</td></tr></table></body>"
    source = read("a.html", page.encode())
    assert source.tables == ()
    assert source.text.split("\n")[-1].startswith("第九条")


def test_words_lost_between_cells_stand_above_the_table(read: Any) -> None:
    page = "<body><table>单位：万元<tr><td>甲</td><td>20</td></tr></table></body>"
    assert read("a.html", page.encode()).text == "单位：万元\n甲\t20"


def test_tables_nested_to_a_hundred_levels_give_their_text(read: Any) -> None:
    page = "<body>" + "<table><tr><td>甲</td><td>" * 100 + CLAUSE + "</td></tr></table>" * 100 + "</body>"
    assert CLAUSE in read("a.html", page.encode()).text
