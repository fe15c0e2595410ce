"""Titles of documents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.lines import Line
from ingest.numbering import Style, markdown_level, read_label

GENRES = (
    "方案|意见|办法|通知|规划|计划|条例|规定|细则|措施|要点|政策|制度|决定|纲要|指南|指引|公告|通告|批复|函|规则|准则|章程|清单|目录"
    "|报告|规程|标准|说明|解读|决议|命令|令|法|问答|行动|建议|举措|若干条"
)
_ENDS_AS_TITLE = re.compile(
    rf"(?:{GENRES})(?:\s*[(〔【][^()〔〕【】]{{1,30}}[)〕】])*\s*(?:的通知|的公告|的决定|的意见|的函|的通告|的批复)?$"
)
_QUOTED = re.compile(r"《([^《》]*(?:〈[^〈〉]*〉[^《》]*)*)》")
_FORWARDS = re.compile(r"印发|现将|转发|现予(?:公布|公开|以印发)|公布|发布")
_NOT_TITLE = re.compile(
    r"[。;!?]$|:$|^[(〔].*[)〕]$|[〔\[(]\d{4}[〕\])]\s*第?\s*\d+\s*号|^\d{4}年|^(?:发布机关|发文机关|发文字号|成文日期|文号|索引号|附件)"
    r"|^(?:抄送|主送|印发机关)|^第\s*\d+\s*号$"
)
_ORDER = re.compile(r"^(?!.*关于).*(?:政府|委员会|部|局|厅|院|會|会)(?:令|公告)$")
"""The head of an order (甲市人民政府令), which stands above the title of what it puts in force."""
_ORGAN_END = re.compile(r"(?:市委|省委|区委|县委|政府|厅|局|委员会|办公室|部|院|管委会)$")
_HEAD_LINES = 25
_LONGEST_LINE = 80


def title_of(lines: Sequence[Line]) -> str:
    """The title as the document gives it, broken lines joined; empty where no line reads as one.

    In this order: a heading above the text; what the forwarding notice calls '《…》'; a heading
    between that notice and the first numbered clause.
    """
    head = _head(lines)
    runs = _title_runs(head)
    quoted = _quoted_title(head)
    if len(runs) > 1 and _ORDER.search(runs[0][1]):
        return runs[1][1]
    if runs and (runs[0][0] <= 2 or not quoted):
        return runs[0][1]
    if quoted:
        return quoted
    return _first_heading(head)


def _head(lines: Sequence[Line]) -> Sequence[Line]:
    for i, line in enumerate(lines[:_HEAD_LINES]):
        label = read_label(line)
        if label is not None and label.style is not Style.POINT and not markdown_level(line):
            return lines[:i]
    return lines[:_HEAD_LINES]


def _title_runs(head: Sequence[Line]) -> list[tuple[int, str]]:
    """Runs of title-like lines whose last one ends as a title, with the index each begins at."""
    found = []
    i = 0
    while i < len(head):
        end = _run_end(head, i)
        if end > i:
            found.append((i, _join(head[i:end])))
        i = max(end, i + 1)
    return found


def _run_end(head: Sequence[Line], start: int) -> int:
    for end in range(start + 1, min(start + 4, len(head) + 1)):
        line = head[end - 1]
        if not _may_be_title(line):
            return start
        if _ENDS_AS_TITLE.search(line.folded):
            return end
    return start


def _may_be_title(line: Line) -> bool:
    plain = line.folded
    return len(plain) <= _LONGEST_LINE and not _NOT_TITLE.search(plain) and plain not in ("目录", "目 录")


def _quoted_title(head: Sequence[Line]) -> str:
    for line in head:
        if not _FORWARDS.search(line.folded) or len(line.text) > 400:
            continue
        for match in _QUOTED.finditer(line.text):
            after = line.folded[match.end() : match.end() + 60]
            before = line.folded[max(0, match.start() - 6) : match.start()]
            if re.search(r"现将|印发|公布|发布", before) or re.search(r"现?印发|现予|现将.*印发|公布|予以印发", after):
                return match.group(1).strip()
    return ""


def _first_heading(head: Sequence[Line]) -> str:
    for line in head[:3]:
        if _may_be_title(line) and len(line.text) >= 4 and not line.folded.endswith((",", "、")):
            return _join([line])
    return ""


def _join(lines: Sequence[Line]) -> str:
    """One title of lines that follow one another; a part that repeats what stands before is left out."""
    title = ""
    for line in lines:
        text = _close_gaps(line.text.lstrip("# ").strip())
        title = text if text.startswith(title) else title + text
    return title


def _close_gaps(text: str) -> str:
    """Removes the white space that a broken line left between two characters, but not between two bodies."""
    pieces = re.split(r"(?<=[\u4e00-\u9fff”》])[ \t\u3000]+(?=[\u4e00-\u9fff“《])", text)
    joined = pieces[0]
    for piece in pieces[1:]:
        joined += (" " if _ORGAN_END.search(joined) else "") + piece
    return joined
