"""What the reader makes of web pages: text, tables, and one clear line where one cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ingest.errors import UnreadableFile
from ingest.model import SourceText
from ingest.readers.registry import read_file

TRADITIONAL = (
    "九江國家級開發區畝均稅收不低於20萬元，研發投入佔比達到3.5%。\n（一）培育專精特新企業。\r\n　　二、工作重點\n"
)


@pytest.fixture
def read(tmp_path: Path) -> Any:
    """Writes bytes to a file and reads it."""

    def write_and_read(name: str, data: bytes) -> SourceText:
        path = tmp_path / name
        path.write_bytes(data)
        return read_file(path, name)

    return write_and_read


def table_lines(source: SourceText) -> list[list[list[str]]]:
    """The cells of every table, by way of its span."""
    return [[line.split("\t") for line in span.slice(source.text).split("\n")] for span in source.tables]


PAGE = """<html><head><meta charset="{charset}"><title>亩均税收办法 - 某市人民政府网</title>
<style>p {{}}</style></head><body>
<div class="nav"><a href="/">首页</a><a href="/a">政务公开</a></div>
<div class="main"><h2>一、总体要求</h2>
<p>　　（一）亩均税收不低于<b>２０</b>万元，
面积按𠮷准。</p><div>1.第一点<br>2.第二点&nbsp;至&lt;三</div>
<table><tr><th rowspan="2">区域</th><th colspan="2">标准</th></tr><tr><td>税收</td><td><p>强</p><p>度</p></td></tr>
<tr><td>甲</td><td>20</td><td>300</td></tr></table>
<ol start="3"><li>第三</li><li>第四</li></ol><p>第五条 结束，特此通知全体成员单位遵照执行并及时反馈。</p></div>
<p style="display:none">隐藏</p><script>var 脚本 = 1;</script><!-- 注释 -->
<div id="share">分享到微信</div><div class="footer">版权所有</div></body></html>"""


class TestHtml:
    def test_content_keeps_title_numbering_and_tables_and_drops_junk(self, read: Any) -> None:
        source = read("a.html", PAGE.format(charset="utf-8").encode())
        assert source.text.split("\n") == [
            "亩均税收办法",
            "一、总体要求",
            "（一）亩均税收不低于２０万元，面积按𠮷准。",
            "1.第一点",
            "2.第二点 至<三",
            "区域\t标准\t标准",
            "区域\t税收\t强 度",
            "甲\t20\t300",
            "3. 第三",
            "4. 第四",
            "第五条 结束，特此通知全体成员单位遵照执行并及时反馈。",
        ]
        assert table_lines(source) == [[["区域", "标准", "标准"], ["区域", "税收", "强 度"], ["甲", "20", "300"]]]

    @pytest.mark.parametrize(
        ("declared", "actual"),
        [("gb2312", "gb18030"), ("gbk", "gbk"), ("utf-8", "gb18030"), ("no-such", "utf-8"), ("gb2312", "utf-8-sig")],
    )
    def test_the_charset_is_declared_or_detected_where_the_declaration_is_wrong(
        self, read: Any, declared: str, actual: str
    ) -> None:
        page = PAGE.replace("𠮷", "吉").format(charset=declared)
        assert "亩均税收不低于２０万元，面积按吉准。" in read("a.htm", page.encode(actual)).text

    def test_a_big5_page_reads(self, read: Any) -> None:
        page = f"<html><head><meta charset=big5></head><body><p>{TRADITIONAL.splitlines()[0]}</p></body></html>"
        assert TRADITIONAL.splitlines()[0] in read("a.html", page.encode("big5")).text

    def test_tables_that_only_lay_out_the_page_are_not_tables(self, read: Any) -> None:
        page = (
            "<body><table><tr><td><p>第一条 甲</p><table><tr><td>a</td><td>b</td></tr></table></td></tr></table></body>"
        )
        source = read("a.html", page.encode())
        assert source.text == "第一条 甲\na\tb"
        assert table_lines(source) == [[["a", "b"]]]

    def test_a_block_that_names_itself_junk_but_holds_the_text_is_kept(self, read: Any) -> None:
        text = "亩均税收不低于二十万元。" * 20
        page = f"<body><div class='print'><p>{text}</p></div><div class='footer'>版权</div></body>"
        assert read("a.html", page.encode()).text == text

    @pytest.mark.parametrize("attribute", ['colspan="0"', 'rowspan="-1"', 'colspan="abc"', 'rowspan="9999999"'])
    def test_mistaken_spans_do_no_harm(self, read: Any, attribute: str) -> None:
        page = f"<body><table><tr><td {attribute}>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table></body>"
        assert read("a.html", page.encode()).text.split("\n")[0] == "a\tb"

    def test_deeply_nested_pages_read(self, read: Any) -> None:
        page = "<body>" + "<div>" * 3000 + "第一条 亩均税收" + "</div>" * 3000 + "</body>"
        assert "第一条 亩均税收" in read("a.html", page.encode()).text

    def test_a_page_without_text_is_unreadable(self, read: Any) -> None:
        with pytest.raises(UnreadableFile, match="正文"):
            read("a.html", b"<html><body><script>app()</script><div id=app></div></body></html>")
