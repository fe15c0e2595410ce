"""What the reader of web pages makes of a page: its text, tables, and what it leaves out."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from best_time import best_time
from html_samples import CLAUSE, table_lines

from ingest.errors import UnreadableFile
from ingest.model import RemovedKind

TRADITIONAL = "九江國家級開發區畝均稅收不低於20萬元，研發投入佔比達到3.5%。"


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


def test_content_keeps_title_numbering_and_tables_and_drops_junk(read: Any) -> None:
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
    read: Any, declared: str, actual: str
) -> None:
    page = PAGE.replace("𠮷", "吉").format(charset=declared)
    assert "亩均税收不低于２０万元，面积按吉准。" in read("a.htm", page.encode(actual)).text


def test_a_big5_page_reads(read: Any) -> None:
    page = f"<html><head><meta charset=big5></head><body><p>{TRADITIONAL}</p></body></html>"
    assert TRADITIONAL in read("a.html", page.encode("big5")).text


def test_a_block_that_names_itself_junk_but_holds_the_text_is_kept(read: Any) -> None:
    text = "亩均税收不低于二十万元。" * 20
    page = f"<body><div class='print'><p>{text}</p></div><div class='footer'>版权</div></body>"
    assert read("a.html", page.encode()).text == text


def test_deeply_nested_pages_read(read: Any) -> None:
    page = "<body>" + "<div>" * 3000 + "第一条 亩均税收" + "</div>" * 3000 + "</body>"
    assert "第一条 亩均税收" in read("a.html", page.encode()).text


def test_a_page_without_text_is_unreadable(read: Any) -> None:
    with pytest.raises(UnreadableFile, match="正文"):
        read("a.html", b"<html><body><script>app()</script><div id=app></div></body></html>")


def lines_of_body(read: Any, markup: str) -> list[str]:
    return str(read("a.html", f"<body>{markup}</body>".encode()).text).split("\n")


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<ol type=a><li>甲<li>乙</ol>", ["a. 甲", "b. 乙"]),
        ("<ol type=I start=4><li>甲<li value=9>乙<li>丙</ol>", ["IV. 甲", "IX. 乙", "X. 丙"]),
        ("<ol reversed><li>甲<li>乙</ol>", ["2. 甲", "1. 乙"]),
        ("<ol style='list-style-type:cjk-ideographic'><li>甲<li>乙</ol>", ["一、甲", "二、乙"]),
        ("<ol style='list-style:none'><li>甲<li>乙</ol>", ["甲", "乙"]),
        ("<ol><li>1.甲<li>（二）乙</ol>", ["1.甲", "（二）乙"]),
        ("<ol><li>[主题分类] 甲<li>[有效性] 乙</ol>", ["[主题分类] 甲", "[有效性] 乙"]),
        ("<ol><li><p>甲</p><p>续</p><ol><li>子</ol><li>乙</ol>", ["1. 甲", "续", "1. 子", "2. 乙"]),
        ("<ul><li>甲<ol><li>一</ol></ul>", ["甲", "1. 一"]),
        ("甲<br>乙<br/><br/>丙", ["甲", "乙", "丙"]),
        ("<p>甲&nbsp;&nbsp;&nbsp;乙</p><p>&nbsp;</p><p>&#12288;&#12288;丙</p>", ["甲 乙", "丙"]),
        ("<p>甲\n  乙</p><p>a\n b</p>", ["甲乙", "a b"]),
        ("<p>面积1000m<sup>2</sup>，10<sup>-3</sup>克，注<sup>[1]</sup></p>", ["面积1000m²，10⁻³克，注[1]"]),
        ("<p><ruby>畝<rp>(</rp><rt>mǔ</rt><rp>)</rp></ruby>均</p>", ["畝均"]),
        ("<p><span style='display:block'>甲</span><span>乙</span></p>", ["甲", "乙"]),
        ("<p>亩均<del>三十</del><ins>二十</ins>万元</p>", ["亩均二十万元"]),
        ("<pre>甲\n  乙</pre>", ["甲", "乙"]),
        ("<dl><dt>甲<dd>乙</dl><details><summary>丙</summary>丁</details>", ["甲", "乙", "丙", "丁"]),
        ("<p>甲\u200b乙\xad丙</p>", ["甲乙丙"]),
        ("<p>甲<![if !supportLists]>1.<![endif]>乙<o:p></o:p><?xml:namespace prefix=o/></p>", ["甲1.乙"]),
        ("<p>甲&#0;乙\x01丙</p>", ["甲\ufffd乙丙"]),
        ("<div>甲<custom>乙</custom><p>丙</p></div>", ["甲乙", "丙"]),
        ("<p>𠮷林&#x20BB7;</p>", ["𠮷林𠮷"]),
    ],
)
def test_text_comes_as_a_browser_shows_it(read: Any, markup: str, lines: list[str]) -> None:
    assert lines_of_body(read, markup) == lines


@pytest.mark.parametrize(
    ("junk", "kind"),
    [
        ("<script>var a = '脚本';</script>", RemovedKind.SCRIPT),
        ("<div style='display: none'>隐藏的话</div>", RemovedKind.HIDDEN),
        ("<div hidden>隐藏的话</div>", RemovedKind.HIDDEN),
        ("<span style='font-size:0'>隐藏的话</span>", RemovedKind.HIDDEN),
        ("<div class=sr-only>隐藏的话</div>", RemovedKind.HIDDEN),
        ("<ul class=nav><li>首页<li>政务公开</ul>", RemovedKind.NAVIGATION),
        ("<nav><a href=/>首页</a></nav>", RemovedKind.NAVIGATION),
        ("<div role=navigation>政务公开</div>", RemovedKind.NAVIGATION),
        ("<select><option>简体<option>繁体</select>", RemovedKind.NAVIGATION),
        ("<div class='bdsharebuttonbox share'>分享到：微信</div>", RemovedKind.SHARING),
        ("<div class=footer>主办：某局 某ICP备12345678号</div>", RemovedKind.FOOTER),
        ("<footer>版权所有 某局</footer>", RemovedKind.FOOTER),
        ("<div class=toolbar>发布时间：2024-01-05 来源：某局 浏览次数：3</div>", RemovedKind.PAGE_DATA),
    ],
)
def test_what_is_left_out_of_a_page_is_recorded_with_its_kind(read: Any, junk: str, kind: RemovedKind) -> None:
    source = read("a.html", f"<body>{junk}<div>{f'<p>{CLAUSE}</p>' * 3}</div></body>".encode())
    assert source.text == "\n".join([CLAUSE] * 3)
    assert [(entry.kind, entry.span) for entry in source.removed] == [(kind, None)]
    assert source.removed[0].text


def test_a_second_copy_for_reading_aloud_behind_the_foot_is_left_out(read: Any) -> None:
    text = f"<p>{CLAUSE}</p>" * 8
    page = f"<body><div class=x>{text}</div><div>某ICP备12345678号</div><div><p>{CLAUSE}…</p></div></body>"
    assert read("a.html", page.encode()).text == "\n".join([CLAUSE] * 8)


def test_a_hidden_copy_of_the_whole_text_is_left_out(read: Any) -> None:
    text = f"<p>{CLAUSE}</p>" * 8
    page = f"<body><div>{text}</div><div style='display:none'>{text}</div></body>"
    assert read("a.html", page.encode()).text.count(CLAUSE) == 8


def test_text_that_a_script_unhides_and_panels_of_tabs_are_read(read: Any) -> None:
    hidden = f"<body><p>请稍候</p><div style='display:none'><p>{CLAUSE}</p><p>{CLAUSE}</p></div></body>"
    second = "<div class='tab-pane' style='display:none'><p>第二条 乙。</p></div>"
    tabs = f"<body><div class=tab-pane><p>{CLAUSE}</p></div>{second}</body>"
    assert CLAUSE in read("a.html", hidden.encode()).text
    assert read("a.html", tabs.encode()).text == f"{CLAUSE}\n第二条 乙。"


@pytest.mark.parametrize(
    "tail",
    [
        "<div><p>某市人民政府</p><p>2019年9月26日</p></div>",
        "<div class=related><p>附件：1.申请表</p></div>",
        "<div><p>第九条 本办法自发布之日起施行。</p></div>",
        "<div class=print><p>抄送：市委各部门。</p></div>",
    ],
)
def test_the_end_of_a_document_in_a_block_of_its_own_is_kept(read: Any, tail: str) -> None:
    page = f"<body><div class=nav>首页</div><div>{f'<p>{CLAUSE}</p>' * 60}</div>{tail}</body>"
    text = read("a.html", page.encode()).text
    for line in (
        "某市人民政府",
        "2019年9月26日",
        "附件：1.申请表",
        "第九条 本办法自发布之日起施行。",
        "抄送：市委各部门。",
    ):
        assert (line in text) == (line in tail)


@pytest.mark.parametrize("levels", [300, 3000, 10_000, 200_000])
def test_pages_nested_to_any_depth_give_their_text(read: Any, levels: int) -> None:
    inner = f"<p>{CLAUSE}</p>甲乙<script>var a;</script>"
    page = f"<body><div><p>第二条 乙。</p>{'<div>' * levels}{inner}{'</div>' * levels}</div></body>"
    assert read("a.html", page.encode()).text == f"第二条 乙。\n{CLAUSE}\n甲乙"


@pytest.mark.parametrize(
    "unit",
    [
        f"<p>{CLAUSE}</p><a href=/x>链接</a>\n",
        "<script>var a;</script>\n",
        "<div><span>索引号：</span></div>",
        "<b>亩均税收，按规定执行。<p>",
        "<table><tr><td>甲</td><td>",
        "<table><tr><td colspan=1000>甲</td><td rowspan=9999>乙</td></tr></table>",
        "<h1>位置</h1>",
    ],
)
def test_the_time_for_a_page_grows_with_its_size_and_not_faster(read: Any, unit: str) -> None:
    def seconds(times: int) -> float:
        page = f"<html><body><p>{CLAUSE}</p>{unit * times}</body></html>".encode()
        return best_time(lambda: read("a.html", page))

    assert seconds(3000) < 0.05 + 20 * seconds(300)


@pytest.mark.parametrize(
    "page",
    [
        '<body><div>加载中</div><script type="application/json">{"a": [1, {"content": "<p>TEXT</p>"}]}</script></body>',
        '<head><script type="application/ld+json">{"articleBody": "TEXT"}</script></head><body></body>',
        '<body><textarea style="display:none">&lt;p&gt;TEXT&lt;/p&gt;</textarea></body>',
        '<body><script type="text/html"><p>TEXT</p></script></body>',
    ],
)
def test_a_page_that_keeps_its_text_in_data_only_is_read_from_there(read: Any, page: str) -> None:
    text = CLAUSE * 4
    assert read("a.html", page.replace("TEXT", text).encode()).text == text


def test_data_is_not_read_where_the_page_shows_a_text(read: Any) -> None:
    page = f'<body><p>{CLAUSE}</p><script type="application/json">{{"a": "{"第二条 乙。" * 40}"}}</script></body>'
    assert read("a.html", page.encode()).text == CLAUSE


def test_a_page_of_frames_names_the_file_that_holds_the_text(read: Any) -> None:
    with pytest.raises(UnreadableFile, match=r"正文\.html"):
        read("a.html", "<html><frameset><frame src='a_files/正文.html'></frameset></html>".encode())


def test_a_web_archive_under_the_suffix_of_a_page_is_read(read: Any) -> None:
    archive = (
        'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="X"\r\n\r\n'
        "--X\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n--X--\r\n"
    )
    page = base64.b64encode(f"<meta charset=utf-8><body><p>{CLAUSE}</p></body>".encode()).decode()
    assert read("a.html", archive.format(page).encode()).text == CLAUSE


def test_a_page_saved_by_a_browser_reads_in_spite_of_its_comments(read: Any) -> None:
    page = (
        "<!DOCTYPE html>\n<!-- saved from url=(0044)http://www.example.gov.cn/a/1.html -->\n"
        "<html><!--<base href=x>--><head>"
        f"<meta charset=utf-8></head><body><!--StartFragment--><p>{CLAUSE}</p><!--EndFragment--></body></html>"
    )
    assert read("a.html", page.encode()).text == CLAUSE


def test_text_behind_the_end_of_the_body_is_read(read: Any) -> None:
    page = (
        f"<html><body><p>{CLAUSE}</p></body></html><div><p>第二条 乙。</p></div><html><body><p>第三条 丙。</p></body>"
    )
    assert read("a.html", page.encode()).text == f"{CLAUSE}\n第二条 乙。\n第三条 丙。"


@pytest.mark.parametrize(
    ("markup", "stays"),
    [
        ("<ul><li><a href=/1>县城改造公告</a> 2019-02-20<li><a href=/2>春季招聘会</a> 2019-02-21</ul>", False),
        ("<table><tr><td><a href=/>首页</a></td><td><a href=/a>政策法规</a></td></tr></table>", False),
        ("<ul><li><a href=/f/1.docx>1.申请表</a><li><a href=/f/2.xls?id=3>2.汇总表</a></ul>", True),
        ("<ul><li><a href=#a1>第一章 总则</a><li><a href=#a2>第二章 附则</a></ul>", True),
        ("<p>依据<a href=/1>《土地法》</a>和<a href=/2>《城乡规划法》</a>等法律法规的规定执行。</p>", True),
    ],
)
def test_lists_of_links_to_other_pages_go_at_the_edges_of_the_content(read: Any, markup: str, stays: bool) -> None:
    above = read("a.html", f"<body><div>{markup}<p>{CLAUSE}</p><p>第二条 乙。</p></div></body>".encode())
    below = read("a.html", f"<body><div><p>{CLAUSE}</p><p>第二条 乙。</p>{markup}</div></body>".encode())
    alone = f"{CLAUSE}\n第二条 乙。"
    assert [source.text == alone for source in (above, below)] == [not stays] * 2
    between = read("a.html", f"<body><div><p>{CLAUSE}</p>{markup}<p>第二条 乙。</p></div></body>".encode())
    assert between.text != alone


def test_a_page_that_is_a_list_of_links_keeps_them(read: Any) -> None:
    page = "<body><ul><li><a href=/1>县城改造公告</a> 2019-02-20<li><a href=/2>春季招聘会</a> 2019-02-21</ul></body>"
    assert read("a.html", page.encode()).text == "县城改造公告 2019-02-20\n春季招聘会 2019-02-21"


def test_an_anchor_that_nobody_closed_is_no_link(read: Any) -> None:
    content = f"<div><a name=top><p>{CLAUSE}</p><p>第二条 乙。</p></div>"
    page = f"<body><ul class=nav><li>首页</ul>{content}<div>某ICP备1号</div></body>"
    assert read("a.html", page.encode()).text == f"{CLAUSE}\n第二条 乙。"


def test_headings_of_parts_that_fold_away_are_no_buttons(read: Any) -> None:
    parts = f"<button>一、条件</button><p>{CLAUSE}</p><button>申请创业补贴需要什么材料</button><p>身份证。</p>"
    page = f"<body><button>搜索</button>{parts}</body>"
    assert read("a.html", page.encode()).text == f"一、条件\n{CLAUSE}\n申请创业补贴需要什么材料\n身份证。"


def test_a_frame_of_no_size_around_text_with_a_size_of_its_own_is_not_hidden(read: Any) -> None:
    frame = "<section style='font-size:0px'><span style='font-size:14px'>第二条 乙。</span></section>"
    page = f"<body><p>{CLAUSE}</p>{frame}</body>"
    assert read("a.html", page.encode()).text == f"{CLAUSE}\n第二条 乙。"


def test_an_article_that_its_app_unhides_is_read(read: Any) -> None:
    page = (
        "<html><head><meta property='og:title' content='一文读懂亩均评价'></head><body><h1>一文读懂亩均评价</h1>"
        f"<div id=js_content style='visibility: hidden; opacity: 0'><p>{CLAUSE}</p><p>第二条 乙。</p></div>"
        "<div>预览时标签不可点</div><div>微信扫一扫</div></body></html>"
    )
    lines = read("a.html", page.encode()).text.split("\n")
    assert lines[:3] == ["一文读懂亩均评价", CLAUSE, "第二条 乙。"]
