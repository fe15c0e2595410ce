"""What the reader of web pages takes from a page besides its text: title, day, origin, the document's data table."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.model import PageData

CLAUSE = "第一条 亩均税收不低于二十万元，研发投入占比达到百分之三点五。"
TITLES = [
    ("<title>某某办法 - 某市人民政府网站</title>", "某某办法"),
    ("<title>某市人民政府网站-某某办法</title>", "某某办法"),
    ("<title>某市关于推进电力市场建设的意见_电力_某国政府网</title>", "某市关于推进电力市场建设的意见"),
    ("<title>行动计划（2021-2023年）|某某网</title>", "行动计划（2021-2023年）"),
    ("<title>某市数据平台-建设方案_某某门户</title>", "某市数据平台-建设方案"),
    ("<meta name=SiteName content=某市商务局><title>招商办法_某市商务局</title>", "招商办法"),
    ("<meta name=ArticleTitle content='某某 办法'><title>通知公告 - 某网</title>", "某某 办法"),
    ("<meta name=ColumnName content=通知公告><title>通知公告-某网站</title></head><h1>某某通告</h1>", "某某通告"),
    ("<meta property='og:title' content='某某办法-某某网'>", "某某办法"),
    ("<meta name='DC.title' content='某某办法'>", "某某办法"),
    ("<title>（转载）某某办法</title>", "某某办法"),
    (
        "<title>某市政府 政策文件 关于某某的意见（试行）</title></head><p>关于某某的意见（试行）</p>",
        "关于某某的意见（试行）",
    ),
    (
        "<title>中共某市委 某市政府关于某事的意见</title></head><p>某市政府关于某事的意见</p>",
        "中共某市委 某市政府关于某事的意见",
    ),
    ("</head><h1>您所在的位置：首页 &gt; 政策</h1><h1>某某办法</h1>", "某某办法"),
    ("<meta name=ColumnName content=公告><title>公告-某局网站</title>", "公告"),
    ("<title>某某网站</title>", "某某网站"),
    (
        "<title>关于开展某项改革试点…_某网</title></head><h1>关于开展某项改革试点工作的通知</h1>",
        "关于开展某项改革试点工作的通知",
    ),
    ("<title>某市政府-市政公告</title></head><h2>工业区更新辅导要点</h2>", "工业区更新辅导要点"),
    ("<title>某某补贴办法政策问答_政策解读_某市经济技术开发区</title>", "某某补贴办法政策问答"),
    ("<title>某某补贴办法问答 | 某局某栏</title></head><h1>某某补贴办法问答</h1>", "某某补贴办法问答"),
    ("<title>附件：计划表</title></head><h3>重点产业链目标分解表</h3>", "重点产业链目标分解表"),
    ("<title>某某资助署 - 某某计划指引</title>", "某某计划指引"),
    ("<title>Notice on Registration of Firms - Example Government Online</title>", "Notice on Registration of Firms"),
]


@pytest.mark.parametrize(("head", "title"), TITLES)
def test_the_title_comes_without_the_site_s_name(read: Any, head: str, title: str) -> None:
    source = read("a.html", f"<html><head>{head}<body><p>{CLAUSE}</p></body></html>".encode())
    assert source.page.title == title
    assert title in source.text.split("\n")[:2]


@pytest.mark.parametrize(
    ("head", "body", "published", "origin"),
    [
        (
            "<meta name=PubDate content='2024-01-05 09:00'><meta name=ContentSource content=某市商务局>",
            "",
            "2024-01-05",
            "某市商务局",
        ),
        ("<meta property='article:published_time' content='2024-01-05T09:00:00+08:00'>", "", "2024-01-05", ""),
        ("<meta name='DC.date' content='2024/1/5'><meta name='dc.source' content='某局'>", "", "2024-01-05", "某局"),
        ("<meta name=ContentSource content=本网>", "<p>来源：某某日报</p>", "", "某某日报"),
        ("", "<div>发布时间：2024年1月5日 来源：某市財政局 浏览次数：1</div>", "2024-01-05", "某市財政局"),
        ("", "<time datetime='2024-01-05'>5 Jan</time>", "2024-01-05", ""),
        ("<meta name=PubDate content='2024-13-45'>", "", "", ""),
    ],
)
def test_the_page_says_when_and_by_whom_it_was_published(
    read: Any, head: str, body: str, published: str, origin: str
) -> None:
    source = read(
        "a.html", f"<html><head><title>某某办法</title>{head}</head><body>{body}<p>{CLAUSE}</p></body></html>".encode()
    )
    assert source.page == PageData("某某办法", published, origin)


def test_a_title_that_the_content_shows_is_not_written_twice(read: Any) -> None:
    page = f"<html><head><title>某某办法</title></head><body><p>某某</p><p>办法</p><p>{CLAUSE}</p></body></html>"
    assert read("a.html", page.encode()).text == f"某某\n办法\n{CLAUSE}"


def test_the_table_of_the_document_s_data_is_kept_below_the_title(read: Any) -> None:
    page = (
        "<html><head><title>某某办法</title></head><body><div class=head><table>"
        "<tr><td>索引号：</td><td>0001</td><td>发文机关：</td>"
        f"<td>某局</td></tr><tr><td>发文字号：</td><td>某发〔2024〕1号</td><td>成文日期：</td><td>2024-01-05</td></tr></table></div>"
        f"<div id=zoom><p>{CLAUSE}</p><p>{CLAUSE}</p></div></body></html>"
    )
    source = read("a.html", page.encode())
    assert source.text.startswith(
        "某某办法\n索引号：\t0001\t发文机关：\t某局\n发文字号：\t某发〔2024〕1号\t成文日期：\t2024-01-05\n第一条"
    )
    assert len(source.tables) == 1
