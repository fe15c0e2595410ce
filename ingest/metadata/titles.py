"""Titles of documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from ingest.lines import Line
from ingest.metadata.context import compact
from ingest.metadata.fields import Field, fields_of, is_field_line
from ingest.metadata.genres import ENDS_AS_TITLE, NOTICE_TITLE
from ingest.metadata.number_forms import ORDER_HEAD, ends_with_number, is_number_line
from ingest.metadata.organs import organs_in
from ingest.model import Reading, TextSpan
from ingest.normalize import fold
from ingest.numbering import Style, markdown_level, read_label

_QUOTED = re.compile(r"《([^《》]*(?:〈[^〈〉]*〉[^《》]*)*)》")
_FORWARDS = re.compile(r"印发|现将|转发|现予(?:公布|公开|以印发)|公布|发布")
_REPORTED = re.compile(r"(?:\d日|日前|近日|今天|昨日|昨天|记者|获悉)[^。]{0,80}$")
"""What a report says before it names a document that others made known."""
_NOT_TITLE = re.compile(
    r"[。;,]$|:$|^[(〔].*[)〕]$|日\s*印发$|^\d{4}年\d{1,2}月|^\d{4}[-./]\d|文件$|^[^:]{2,8}:[^:]*:"
    r"|^(?:附件|抄送|主送|印发机关)"
    r"|^第\s*\d+\s*号$|^https?:|^www\."
)
_CITES = re.compile(r"^[-·>\s]*(?:(?!解读|图解|读懂|问答)[\u4e00-\u9fff]){2,12}:\s*《")
"""A line that names another document, 依据:《…》; what a page puts before its own title (解读:《…》) is none."""
_CONTENTS = re.compile(r"目\s*[录次]")
_ORGAN_END = re.compile(
    r"(?:(?<=[\u4e00-\u9fff]{3})委|中央|国务院|市委|省委|区委|县委|政府|厅|局|委员会|办公室|部|院|管委会)$"
)
_LEAD = re.compile(r"^(?:[(（](?:转载|转发|转|已废止|已失效)[)）]|【[^【】]{1,6}】|\[[^\[\]]{1,6}\])\s*(?=\S{6})")
"""What a website puts before a title: （转载）, 【关注】."""
_BOLD = re.compile(r"[#\s]*(\*\*|__)(?P<inside>.+)\1\s*")
_BOLD_BETWEEN = re.compile(r"\*{4}|_{4}")
"""Where one bold line of a title ends and the next begins."""
_SITE = re.compile(
    r"\s*(?:[-_—|]+\s*[^-_—|《》]{0,30}(?:网站?|门户|平台|人民政府|政府|频道|栏目|公报|政策文件|最新政策"
    r"|解读))+$|\s*[(（\[【]?全文[)）\]】]?$|\s*[(（\[【](?:已)?(?:经)?(?:废止|失效|修改|修订)[)）\]】]$"
)
_SPREAD = re.compile(r"(?<=[\u4e00-\u9fff”》\d])\s+(?=[\u4e00-\u9fff“《\d])")
_SPREAD_LINE = re.compile(r"[\u4e00-\u9fff](?:\s+(?:[\u4e00-\u9fff]|\d{1,4})(?![\u4e00-\u9fff\d])){3}")
_BRANCH = re.compile(r"办公[室厅]")
"""What goes on with the name of a body across a gap: 甲市人民政府 办公室."""
_HEAD_LINES = 40
_LONGEST_LINE = 90
_MOST_LINES = 4
_MOST_BODIES = 12
"""Lines above those, each with one of the bodies that a title begins with."""
_SHORTEST = 3
_SHORTEST_BELOW = 8
"""A shorter line far below the head, '做好预案', names no document."""
_COUNTED = 5
"""Shorter lines (分享到, 基本信息) are no text that a title could stand behind."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines that make up a title: those from `start` to `end` of the head."""

    start: int
    end: int
    reading: Reading


def read_title(text: str, lines: Sequence[Line], page_title: str = "") -> Reading | None:
    """The title as the document in `text` gives it, broken lines joined; None where no line reads as one.

    The best of the title-like lines above the first numbered clause: at the top, beside the document's
    number, of the form 关于…的通知, the same as the page's own title (`page_title`). Where those speak
    for none, what the notice calls '《…》'; at last the first line. A heading that the page calls its
    title comes before that, but not before the title of a notice on the page.
    """
    head = _head(lines)
    wanted = compact(clean_title(page_title))
    runs = _runs(text, head, wanted)
    if head and markdown_level(head[0]) == 1 and (not runs or runs[0].start > 0) and may_be_title(head[0]):
        return _join(head, 0, 1).reading
    quoted = _quoted_title(head)
    scores = [_score(head, run, wanted, quoted, runs) for run in runs]
    best = max(range(len(runs)), key=lambda i: scores[i], default=None)
    if best is not None and scores[best] > 0:
        return runs[best].reading
    named = _page_title(text, head, wanted)
    if named is not None or quoted is not None:
        return named or quoted
    if best is not None and (len(runs[best].reading.text) >= _SHORTEST_BELOW or runs[best].start == 0):
        return runs[best].reading
    return _labelled_title(lines[:_HEAD_LINES]) or _first_heading(head)


def clean_title(title: str) -> str:
    """A title without what websites put around it: （转载）…, …_某市人民政府门户网站."""
    start, end = _core(title)
    return _close_gaps(title[start:end])


def title_of_file(name: str) -> str:
    """A title out of a file's name."""
    stem = PurePath(name).stem
    return clean_title(stem) or stem


def may_be_title(line: Line) -> bool:
    """True for a line that could be a title or a piece of one."""
    folded = line.folded.lstrip("# ")
    return (
        len(folded) <= _LONGEST_LINE
        and not _NOT_TITLE.search(folded)
        and not _CONTENTS.fullmatch(folded)
        and not _CITES.match(folded)
        and not is_field_line(line)
        and not is_number_line(folded)
    )


def _head(lines: Sequence[Line]) -> Sequence[Line]:
    for i, line in enumerate(lines[:_HEAD_LINES]):
        label = read_label(line)
        if label is not None and label.style is not Style.POINT and not markdown_level(line):
            return lines[:i]
    return lines[:_HEAD_LINES]


def _runs(text: str, head: Sequence[Line], wanted: str) -> list[_Run]:
    """Runs of title-like lines whose last one ends as a title; none runs into the line that is the page's title."""
    found = []
    i = 0
    while i < len(head):
        end = _run_end(text, head, i, wanted)
        if end > i and len(compact("".join(line.text for line in head[i:end]))) >= _SHORTEST:
            found.append(_join(head, i, end))
        i = max(end, i + 1)
    return found


def _run_end(text: str, head: Sequence[Line], start: int, wanted: str) -> int:
    bodies = 0
    while bodies < _MOST_BODIES and start + bodies < len(head) and organs_in(head[start + bodies].folded):
        bodies += 1
    for end in range(start + 1, min(start + bodies + _MOST_LINES, len(head)) + 1):
        line = head[end - 1]
        if not may_be_title(line) or (end > start + 1 and not _continues(text, head[end - 2], line)):
            return start
        if end > start + 1 and wanted and compact(line.text) == wanted:
            return start
        first, last = _core(line.text)
        if ENDS_AS_TITLE.search(_unspaced(line.folded[first:last])):
            return end
        if len(line.text) < _COUNTED and end > start + bodies:
            return start
    return start


def _unspaced(folded: str) -> str:
    """Without the gaps of a line that spreads its characters: 关　于　…　的　通　知."""
    return _SPREAD.sub("", folded) if _SPREAD_LINE.match(folded) else folded


def _continues(text: str, before: Line, line: Line) -> bool:
    """False where something was removed between the two, or the second is a heading of its own."""
    return not markdown_level(line) and not text[before.span.end : line.span.start].strip()


def _score(head: Sequence[Line], run: _Run, wanted: str, quoted: Reading | None, runs: Sequence[_Run]) -> int:
    name = compact(run.reading.text)
    before = sum(len(line.text) >= _COUNTED and not is_field_line(line) for line in head[: run.start])
    near = (*head[max(0, run.start - 2) : run.start], *head[run.end : run.end + 2])
    score = 2 * (before <= 2) + 3 * (name == wanted) + 4 * any(is_number_line(line.folded) for line in near)
    score += 4 * (ends_with_number(head[run.end - 1].folded) is not None)
    score += 4 * (markdown_level(head[run.start]) == 1)
    score += 2 * (NOTICE_TITLE.search(name) is not None) + (quoted is not None and name == compact(quoted.text))
    others = any(other is not run for other in runs)
    return 0 if others and ORDER_HEAD.search(name) else score


def _page_title(text: str, head: Sequence[Line], wanted: str) -> Reading | None:
    """The line, or the lines, that say what the page gives as its title."""
    if len(wanted) < 4:
        return None
    for start in range(len(head)):
        for end in range(start + 1, min(start + 3, len(head)) + 1):
            if end > start + 1 and not _continues(text, head[end - 2], head[end - 1]):
                break
            run = _join(head, start, end)
            if compact(run.reading.text) == wanted:
                return run.reading
    return None


def _quoted_title(head: Sequence[Line]) -> Reading | None:
    for line in head:
        if not _FORWARDS.search(line.folded) or len(line.text) > 400:
            continue
        for match in _QUOTED.finditer(line.text):
            after = line.folded[match.end() : match.end() + 60]
            before = line.folded[max(0, match.start() - 6) : match.start()]
            told = re.search(r"现将|印发|公布|发布", before) or re.search(
                r"现?印发|现予|现将.*印发|公布|予以印发", after
            )
            if told and not _REPORTED.search(line.folded, 0, match.start()):
                start, end = match.span(1)
                text = line.text[start:end]
                start += len(text) - len(text.lstrip())
                span = TextSpan(line.span.start + start, line.span.start + start + len(text.strip()))
                return Reading(text.strip(), span)
    return None


def _labelled_title(lines: Sequence[Line]) -> Reading | None:
    """What the data above the text call the document: 政策名称:…."""
    for field in fields_of(lines):
        if field.field is Field.TITLE and len(field.value.text) >= _SHORTEST_BELOW:
            return field.value if ENDS_AS_TITLE.search(fold(field.value.text)) else None
    return None


def _first_heading(head: Sequence[Line]) -> Reading | None:
    for i, line in enumerate(head[:3]):
        folded = line.folded
        asks = folded.endswith(("?", "!", ";")) and i > 0
        if may_be_title(line) and not asks and len(folded) >= 4 and not folded.endswith("、"):
            # The name of a worksheet stands above the title that it is short for.
            below = head[i + 1 : i + 2]
            full = bool(below) and may_be_title(below[0]) and compact(line.text) in compact(below[0].text)
            return _join(head, i + full, i + full + 1).reading
    return None


def _join(head: Sequence[Line], start: int, end: int) -> _Run:
    """One title of lines that follow one another; a line that repeats all before it takes their place."""
    first = start
    for i in range(start + 1, end):
        if compact(head[i].text).startswith(compact("".join(line.text for line in head[first:i]))):
            first = i
    pieces = [line.text.lstrip("# ").strip() if i == 0 else line.text for i, line in enumerate(head[first:end])]
    title = "".join(pieces)
    left, right = _core(title)
    cut_left = len(head[first].text) - len(pieces[0]) + left
    cut_right = len(title) - right
    span = TextSpan(head[first].span.start + cut_left, head[end - 1].span.end - cut_right)
    shown = title[left:right] if end == first + 1 else _BOLD_BETWEEN.sub("", title[left:right])
    return _Run(start, end, Reading(_close_gaps(shown), span))


def _core(title: str) -> tuple[int, int]:
    """Where the title itself stands in its line, without a website's words and without its number in brackets.

    Markdown's signs of bold print around it are no part of it either.
    """
    bold = _BOLD.fullmatch(title)
    start, end = bold.span("inside") if bold else (0, len(title))
    lead = _LEAD.match(title[start:end])
    start += lead.end() if lead else 0
    site = _SITE.search(title, start, end)
    end = site.start() if site and site.start() - start >= 6 else end
    number = ends_with_number(fold(title[:end]))
    if number is not None:
        end = number[0] - 1
    start += len(title[start:end]) - len(title[start:end].lstrip())
    return start, max(start, len(title[:end].rstrip()))


def _close_gaps(text: str) -> str:
    """Removes the white space that a broken line left between two characters, but not between two bodies."""
    if _SPREAD_LINE.match(text):
        return _SPREAD.sub("", text)
    pieces = re.split(r"(?<=[\u4e00-\u9fff”》])[ \t\u3000]+(?=[\u4e00-\u9fff“《])", text)
    joined = pieces[0]
    for piece in pieces[1:]:
        apart = _ORGAN_END.search(joined) and not _BRANCH.match(fold(piece))
        joined += (" " if apart else "") + piece
    return joined
