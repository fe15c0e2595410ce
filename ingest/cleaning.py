"""Tells the lines of a document from what web pages put around them.

Only kinds of lines that no policy document has count as junk; in doubt a line stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.lines import Line
from ingest.model import TextSpan
from ingest.numbering import Style, read_label

# All patterns run on folded text: Simplified, half-width, lower case.
_LINE_JUNK = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:当前|您的?|所在|现在的)位置\s*:",
        r"您?现?在?所?在?的?位置\s*:",
        r"首页\s*(?:>|»|›|/|\||-)",
        r"首页\s.*(?:正文|详情|内容)$",
        r"(?:更新|发表|发布|上传|添加)?(?:时间|日期|于)\s*:.*(?:来源|点击|浏览|阅读|人气|作者|栏目|字号|字体)",
        r"(?:栏目|人气|点击|浏览|阅读)(?:次数|量|数|人数)?\s*:",
        r"(?:信息|文章|稿件|内容)?来源\s*:.{0,60}$",
        r"(?:本文|转载|原文)(?:来源|链接|地址|自)?\s*:?\s*(?:https?://|www\.)",
        r"[\[【(]?\s*(?:https?://|www\.)\S+\s*$",
        r"【\s*(?:https?://|www\.)[^】]*】$",
        r"(?:a\s*[+-]?\s*[大中小]?\s*){2,3}$",
        r"【?\s*字体\s*:?\s*[大小中\[【(]",
        r"\[?\s*(?:打印|关闭|收藏|返回顶部|返回首页|打印本页|关闭窗口)(?:本页|窗口)?\s*\]?(?:\s|$)",
        r"(?:分享到|分享至|扫一扫|微信扫一扫|责任编辑|编辑|作者|审核|校对)\s*:?\s*.{0,20}$",
        r"\d{4}[-/]\d{1,2}[-/]\d{1,2}\s+\S.{0,30}$",
        r".{0,80}以下是小编",
        r".{0,120}小编(?:为|给|收集|整理|精心|今天|就)",
        r".{0,160}仅供参考,.{0,30}(?:希望|欢迎|一起)",
    )
)
_EDITOR_NAMES = re.compile(r"(?:责任编辑|编辑|作者|审核|校对)")
_MENU_WORD = re.compile(r"[^\s,。;:、!?()《》]{1,8}")
_HARD_FOOTER = re.compile(
    r"icp\s*[备证]|公网安备|网安备|版权所有|copyright|all rights reserved|©|网站标识码|技术支持\s*:|网站地图"
    r"|备案(?:证?编?号|序号)\s*:"
)
_SOFT_FOOTER = re.compile(
    r"(?:主办|承办|协办|维护|运维|建设)(?:单位)?\s*:|(?:联系)?地址\s*:|邮编|邮政编码|联系我们|关于我们|网站声明|隐私|"
    r"无障碍|邮箱|(?:联系)?电话\s*:|传真\s*:|举报"
)
_TAIL = re.compile(
    r"(?:为您推荐|为你推荐|相关(?:文章|阅读|推荐|链接|新闻|文档|内容)|推荐(?:阅读|文章|内容)|猜你喜欢|热门(?:文章|推荐|内容)"
    r"|延伸阅读|最新文章|更多(?:文章|推荐|>>)|大家都在看|返回顶部)\s*:?[>»]*$|(?:上|下)一(?:篇|条|页)\s*:?"
)
_FOOTER_LINES = 12


def content_lines(lines: Sequence[Line], tables: Sequence[TextSpan] = ()) -> list[Line]:
    """The lines that belong to documents: without menus, page data, editors' lead-ins and page feet.

    Lines of `tables`, spans that the reader knows to be tables, always belong.
    """
    body = lines[: _footer_start(lines, _tail_start(lines))]
    first = next((i for i, line in enumerate(body) if _starts_structure(line)), len(body))
    return [
        line
        for i, line in enumerate(body)
        if not (is_junk(line) or (i < first and _is_menu(line))) or any(table.overlaps(line.span) for table in tables)
    ]


def is_junk(line: Line) -> bool:
    """True for a line that carries page data, a link, or a website's lead-in."""
    folded = line.folded.lstrip("#*> \t")
    if len(folded) > 300:
        return False
    if _EDITOR_NAMES.match(folded) and len(folded) > 24:
        return False
    return any(pattern.match(folded) for pattern in _LINE_JUNK)


def _is_menu(line: Line) -> bool:
    words = line.folded.split()
    return len(words) >= 5 and all(_MENU_WORD.fullmatch(word) for word in words) and len(line.text) < 20 * len(words)


def _starts_structure(line: Line) -> bool:
    label = read_label(line)
    return label is not None and label.style is not Style.POINT


def _tail_start(lines: Sequence[Line]) -> int:
    """Where a list of other pages begins: a heading for it with no numbered clause after it."""
    last = max((i for i, line in enumerate(lines) if _is_clause(line)), default=-1)
    for i in range(last + 1, len(lines)):
        if i and len(lines[i].text) <= 60 and _TAIL.match(lines[i].folded):
            return i
    return len(lines)


def _is_clause(line: Line) -> bool:
    label = read_label(line)
    return label is not None and label.style <= Style.BRACKETED


def _footer_start(lines: Sequence[Line], end: int) -> int:
    """Where the foot of the page begins: registration and copyright lines, with the address lines above them."""
    hard = [i for i in range(max(0, end - _FOOTER_LINES), end) if _is_short(lines[i], _HARD_FOOTER)]
    if not hard:
        return end
    start = hard[0]
    while start > 0 and _is_short(lines[start - 1], _SOFT_FOOTER):
        start -= 1
    return start


def _is_short(line: Line, pattern: re.Pattern[str]) -> bool:
    return len(line.text) <= 120 and pattern.search(line.folded) is not None
