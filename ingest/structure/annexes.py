"""Annexes: 附件1 with its title, and the list of annexes that a notice ends with."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ingest.headings import is_date, tidy
from ingest.lines import Line
from ingest.numbering import Label, Style
from ingest.structure.duty_lines import DUTY_LINE

# Matched against folded text.
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-z](?![a-z]))"
_ANNEX = re.compile(
    r"(?:#{1,6}[ \t]+)?(?:\*\*|__)?[(【]?"
    rf"(?P<label>附\s*(?:件|表|录|图)\s*{_NUMBER}?(?:-\d{{1,2}})?|附(?=\s*:))"
    r"(?:[)】]|\*\*|__)?(?:\s*[:.、]\s*|\s+|$|(?=《))(?P<title>.{0,80})$"
)
_LISTED = re.compile(r"1\s*[.、]")
_BROKEN = re.compile(r"[。;,?!]$|:|^[(【].*[)】]$")
_NAMES = re.compile(
    r"(?:表|办法|方案|细则|名单|目录|清单|指南|指引|规定|意见|程序|标准|流程|说明|样式|模板|协议书?|计划|图|要点|规程"
    r"|规范|体系|函|通知|条例|公告|书|单|册|分工|要求|条件|材料|事项|职责|范围|名录|统计|指标)(?:\(.{1,30}\))?$"
)
"""How titles end."""
_LONGEST_TITLE = 60
_LONGEST_LISTED = 100


@dataclass(frozen=True, slots=True)
class Annex:
    """The head of an annex."""

    label: str
    title: str
    """Empty where it has none, or where it is a list of annexes."""
    end: int
    """The line behind its label and title."""
    list_end: int
    """The line behind the list of annexes; 0 where it is an annex itself."""


def is_annex(line: Line) -> bool:
    """True for a line that names an annex."""
    return len(line.text) <= 2 * _LONGEST_LISTED and _match(line) is not None


def read_annex(lines: Sequence[Line], labels: Sequence[Label | None], i: int, taken: Collection[int]) -> Annex | None:
    """The annex that begins at line `i`; `taken` are lines that tables hold."""
    line = lines[i]
    match = _match(line)
    if match is None:
        return None
    label = line.text[slice(*match.span("label"))]
    title = line.text[match.start("title") :]
    list_end = _list_end(lines, labels, i, bool(_LISTED.match(match["title"])), not title)
    if list_end:
        return Annex(label, "", i + 1, list_end)
    if title:
        return Annex(label, tidy(title), i + 1, 0)
    end = _title_end(lines, labels, i + 1, taken)
    return Annex(label, "".join(tidy(one.text) for one in lines[i + 1 : end]), end, 0)


def _match(line: Line) -> re.Match[str] | None:
    match = _ANNEX.match(line.folded)
    return None if match is None or match["title"].rstrip().endswith(("。", ";")) else match


def _list_end(lines: Sequence[Line], labels: Sequence[Label | None], i: int, listed_here: bool, no_title: bool) -> int:
    """The line behind a list '附件:1.… 2.…'; 0 where the lines are no such list."""
    number, end = (1, i + 1) if listed_here else (0, i + 1)
    if not listed_here and not no_title:
        return 0
    while end < len(lines):
        label = labels[end]
        if label is None or label.style is not Style.DIGIT or label.number != number + 1 or not _is_listed(lines[end]):
            break
        number, end = number + 1, end + 1
    return end if number > 1 or (number == 1 and listed_here) or _ends_there(lines, end, number) else 0


def _is_listed(line: Line) -> bool:
    return len(line.text) <= _LONGEST_LISTED and not line.folded.endswith(("。", ";", ":"))


def _ends_there(lines: Sequence[Line], end: int, number: int) -> bool:
    return number == 1 and (end == len(lines) or len(lines[end].text) <= _LONGEST_LISTED // 2)


def _title_end(lines: Sequence[Line], labels: Sequence[Label | None], start: int, taken: Collection[int]) -> int:
    """The line behind the title at `start`: one short line, or two where only the second ends as titles do."""
    if not _may_title(lines, labels, start, taken):
        return start
    ends = [i for i in (start, start + 1) if _may_title(lines, labels, i, taken)]
    for i in ends:
        if _NAMES.search(lines[i].folded.rstrip("*_")):
            return i + 1
    return start + 1


def _may_title(lines: Sequence[Line], labels: Sequence[Label | None], i: int, taken: Collection[int]) -> bool:
    if i >= len(lines) or i in taken or labels[i] is not None or is_annex(lines[i]):
        return False
    line = lines[i]
    if not line.follows(lines[i - 1]) or DUTY_LINE.match(line.folded) or is_date(line):
        return False
    return 2 <= len(line.text) <= _LONGEST_TITLE and "\t" not in line.text and not _BROKEN.search(line.folded)
