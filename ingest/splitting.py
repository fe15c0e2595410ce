"""Several documents in one file: collections of plans under headings with running numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.figures.numerals import chinese_number
from ingest.lines import Line
from ingest.numbering import read_label

_NUMBER = r"(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})"
_GENRE = (
    "(?:方案|意见|办法|通知|规划|计划|条例|规定|细则|措施|要点|政策|制度|报告|总结|公告|决定|纲要|指南"
    "|范文|例文|样本|模板|文章)"
)
# 改革方案1 / 改革方案(一) / 改革方案范文 第1篇 / 第一篇:标题 / 篇一:标题 / 【篇1】标题, on folded text
_SERIES = (
    re.compile(rf"(?P<stem>.{{0,30}}{_GENRE})\s*[(（【\[]?\s*(?:第|篇)?\s*{_NUMBER}\s*篇?\s*[)）】\]]?$"),
    re.compile(rf"[【\[(]?\s*(?P<stem>第)\s*{_NUMBER}\s*篇\s*[】\])]?\s*[::.、]?\s*(?P<rest>.{{0,60}})$"),
    re.compile(rf"[【\[(]?\s*(?P<stem>(?:范文|方案|例文)?篇)\s*{_NUMBER}\s*[】\])]?\s*[::.、]?\s*(?P<rest>.{{0,60}})$"),
)
_LONGEST_HEADING = 70
_SHORTEST_PART = 60
"""Characters of text that a part must have: a table of contents has headings without text."""


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one document of a file, with the heading that its place in a collection gave it."""

    lines: tuple[Line, ...]
    heading: Line | None = None
    given_title: str = ""
    """A title that the heading carries besides its number, '篇一:九江市…方案'."""


@dataclass(frozen=True, slots=True)
class _Mark:
    index: int
    number: int
    rest: str


def split_documents(lines: Sequence[Line]) -> list[Part]:
    """The documents of a file, in order; one part without a heading where the file holds one document.

    A collection is a run of short lines on their own with one stem and numbers from 1 upwards, each
    with text under it. What stands before the first is the page's lead-in and belongs to no part.
    """
    marks = _series(lines)
    if not marks:
        return [Part(tuple(lines))] if lines else []
    ends = [mark.index for mark in marks[1:]] + [len(lines)]
    return [
        Part(tuple(lines[mark.index : end]), lines[mark.index], mark.rest)
        for mark, end in zip(marks, ends, strict=True)
    ]


def _series(lines: Sequence[Line]) -> list[_Mark]:
    found: dict[str, list[_Mark]] = defaultdict(list)
    for index, line in enumerate(lines):
        stem, mark = _read_mark(index, line)
        if mark is not None:
            found[stem].append(mark)
    runs = [_longest_run(marks, lines) for marks in found.values()]
    best = max(runs, key=len, default=[])
    return best if len(best) >= 2 else []


def _read_mark(index: int, line: Line) -> tuple[str, _Mark | None]:
    folded = line.folded.lstrip("# ").rstrip()
    if len(folded) > _LONGEST_HEADING or folded.endswith(("。", ";", ",")) or read_label(line) is not None:
        return "", None
    offset = len(line.folded) - len(line.folded.lstrip("# "))
    for pattern in _SERIES:
        match = pattern.match(folded)
        if match:
            text = match.group("number")
            number = int(text) if text.isdigit() else chinese_number(text)
            groups = match.groupdict()
            rest = line.text[offset + match.start("rest") :].strip() if groups.get("rest") else ""
            return match.group("stem"), _Mark(index, number, rest)
    return "", None


def _longest_run(marks: Sequence[_Mark], lines: Sequence[Line]) -> list[_Mark]:
    """From the first mark numbered 1, those numbered 2, 3, … in order; empty where a part has no text."""
    run: list[_Mark] = []
    for mark in marks:
        if mark.number == len(run) + 1:
            run.append(mark)
        elif mark.number == 1 and len(run) == 1:
            run = [mark]
    ends = [mark.index for mark in run] + [len(lines)]
    sizes = [sum(len(line.text) for line in lines[start + 1 : end]) for start, end in pairwise(ends)]
    return run if sizes and min(sizes) >= _SHORTEST_PART else []
