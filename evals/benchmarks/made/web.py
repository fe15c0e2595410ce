"""Made-up policies as web pages, with all that a government site puts around a text."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from evals.benchmarks.made.model import MadeDocument
from evals.benchmarks.made.tables import ANNEX, annex_rows

_MENU = ("首页", "政务公开", "机构职能", "政策文件", "解读回应", "办事服务", "互动交流", "数据发布", "走进本地")
_LINKS = tuple(f"关于公布第{number}批名单的通知" for number in range(1, 25))
_PARAGRAPH = "text-indent: 32pt; line-height: 28pt; margin: 0 0 8px"
_FONT = "font-family: 仿宋_GB2312; font-size: 16pt; color: #333333"


def page_of(document: MadeDocument) -> bytes:
    """The page in UTF-8."""
    title = escape(document.title)
    parts = [
        f'<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>{title}_政策文件_示例网</title>',
        f'<meta name="ArticleTitle" content="{title}">\n<style>body {{ margin: 0 }} .nav li {{ float: left }}</style>',
        "<script>var site = {id: 42, path: '/zwgk/zcwj/'}; window.onload = function () { count(site.id); };</script>",
        f'</head>\n<body>\n<div class="nav"><ul>{_links(_MENU)}</ul></div>',
        '<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 政策文件</div>',
        f'<div class="main"><div class="article"><h1>{title}</h1>',
        '<div class="info">发布时间：2024-03-15 09:30 来源：示例网 点击：1024 次 字体：[大 中 小] 打印</div>',
        f'<div class="article-content">\n{"".join(_content(document))}</div>',
        '<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div></div>',
        f'<div class="sidebar"><h3>相关文件</h3><ul>{_links(_LINKS)}</ul></div></div>',
        '<div class="footer">主办：示例办公室 <a href="/map">网站地图</a> 备案号：示例ICP备00000000号</div>',
        "</body>\n</html>\n",
    ]
    return "\n".join(parts).encode()


def _links(names: tuple[str, ...]) -> str:
    return "".join(
        f'<li><a href="/item/{number}.html" target="_blank">{name}</a></li>' for number, name in enumerate(names)
    )


def _content(document: MadeDocument) -> Iterator[str]:
    """As pasted from a word processor: each paragraph with its style."""
    yield _paragraph(document.lead)
    for section in document.sections:
        yield _paragraph(section.label + section.heading, bold=True)
        for clause in section.clauses:
            yield _paragraph(clause.line)
    yield _paragraph(ANNEX, bold=True)
    yield '<table border="1" cellspacing="0">\n'
    for row in annex_rows(document):
        yield "<tr>" + "".join(f'<td width="120"><span style="{_FONT}">{escape(cell)}</span></td>' for cell in row)
        yield "</tr>\n"
    yield "</table>\n"


def _paragraph(text: str, *, bold: bool = False) -> str:
    inner = f'<span style="{_FONT}">{escape(text)}</span>'
    return f'<p style="{_PARAGRAPH}">{f"<strong>{inner}</strong>" if bold else inner}</p>\n'
