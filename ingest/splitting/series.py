"""Collections of documents under headings with running numbers: 改革方案1…6, 篇一:…, 第一篇, 【篇2】, 范文三."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.figures.numerals import chinese_number
from ingest.lines import Line
from ingest.metadata.genres import DOCUMENT_TITLE, ENDS_AS_TITLE, TEXTS
from ingest.numbering import Label, Style, read_label

_NUMBER = r"(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})"
_GENRE = f"(?:{TEXTS}|通知|报告|总结|公告|范文|范例|例文|样本|模板|文章)"
_ORDINAL = "(?:第|(?:精选|优选|通用|热门|推荐|最新)?篇|之)?"
_SAMPLE = "(?:范文|范例|例文|样本|模板|文章|精选)"
_GAP = r"\s*[::.、\-—]?\s*"
# All on folded text.
_NUMBERED = re.compile(
    rf"(?P<stem>.{{0,30}}{_GENRE})\s*[(（【\[]?\s*{_ORDINAL}\s*\(?{_NUMBER}\)?\s*篇?\s*[)）】\]]?\s*:?$"
)
"""改革方案1, 改革方案(一), 改革方案范文 第1篇, 改革方案范文篇二"""
_TAILED = re.compile(
    rf"(?P<stem>.{{0,30}}{_GENRE})\s*[(（【\[]?\s*{_ORDINAL}\s*{_NUMBER}\s*篇?\s*[)）】\]]?\s*(?:[::、]"
    rf"|\s)\s*(?P<rest>\S.{{3,60}})$"
)
"""改革方案1:甲市…实施方案; the tail must read as a title, for 方案一:… heads options too."""
_PIECED = re.compile(
    rf"(?=.{{2,45}}(?:篇\s*[\d一二三四五六七八九十]"
    rf"|[\d一二三四五六七八九十]\s*篇\s*[::、\s)】]))(?P<stem>.{{0,30}}{_GENRE})\s*[(【\[]?\s*{_ORDINAL}\s*{_NUMBER}\s*篇?\s*[)】\]]?\s*(?:[::、]"
    rf"|\s)\s*(?P<rest>.{{2,60}})$"
)
"""工作总结篇1:甲市"""
_SAMPLED = re.compile(
    rf"[【\[(]?\s*(?P<stem>{_SAMPLE})\s*{_ORDINAL}\s*{_NUMBER}\s*篇?\s*[】\])]?{_GAP}(?P<rest>.{{0,60}})$"
)
"""范文三, 【范文2】甲市…"""
_PIECE = re.compile(rf"[【\[(]?\s*(?P<stem>第)\s*{_NUMBER}\s*篇\s*[】\])]?{_GAP}(?P<rest>.{{0,60}})$")
"""第一篇, 第1篇 甲市…; plans have 第一篇 for their parts too."""
_NAMED = re.compile(
    rf"[【\[(]?\s*(?P<stem>(?:范文|方案|例文|精选)?篇)\s*{_NUMBER}\s*[】\])]?{_GAP}(?P<rest>.{{0,60}})$"
)
"""篇一:…, 【篇2】"""
_PATTERNS = (_NUMBERED, _PIECE, _NAMED, _SAMPLED, _PIECED, _TAILED)
_LONGEST_HEADING = 90
_OPENING = 8
"""Lines behind a title within which the text's own numbers begin."""
_SHORTEST_PART = 60
"""Characters of text that a part must have: a table of contents has headings without text."""
_CHAPTERS = (Style.PART, Style.CHAPTER, Style.SECTION, Style.ARTICLE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading with a running number."""

    index: int
    number: int
    rest: str
    """What the heading says behind its number."""


def series_of(lines: Sequence[Line]) -> list[Mark]:
    """The headings of the longest collection in the lines; empty where there is none."""
    found: dict[str, list[Mark]] = defaultdict(list)
    for index, line in enumerate(lines):
        stem, mark = _read_mark(index, line)
        if mark is not None:
            found[stem].append(mark)
    runs = [_longest_run(marks, lines) for marks in found.values()]
    best = max(runs, key=len, default=[])
    if len(best) < 2:
        return _listed(lines)
    if _PIECE.match(_folded(lines[best[0].index])) and _are_parts_of_one(best, lines):
        return []
    return best


def _listed(lines: Sequence[Line]) -> list[Mark]:
    """Documents whose titles are numbered 1、 or 一、 in a row, where each begins its own numbers 一、 anew."""
    marks: list[Mark] = []
    style: Style | None = None
    for index, line in enumerate(lines):
        label = read_label(line) if len(line.text) <= _LONGEST_HEADING else None
        if label is None or label.style not in (Style.LIST, Style.DIGIT) or (marks and label.style is not style):
            continue
        if label.number != len(marks) + 1 or not DOCUMENT_TITLE.search(line.folded):
            continue
        first = _first_label(lines[index + 1 : index + _OPENING])
        if first is not None and first.style is Style.LIST and first.number == 1:
            style = label.style
            marks.append(Mark(index, label.number, line.text[label.end :].strip()))
    return marks if len(marks) > 1 and _has_text(marks, len(lines), lines) else []


def _folded(line: Line) -> str:
    return line.folded.strip("#*·★☆◆◇■□▲※>»=~→ \t")


def _read_mark(index: int, line: Line) -> tuple[str, Mark | None]:
    if len(line.text) > _LONGEST_HEADING:
        return "", None
    folded = _folded(line)
    label = read_label(line)
    if folded.endswith(("。", ";", ",")) or (label is not None and label.style is not Style.POINT):
        return "", None
    offset = line.folded.index(folded)
    for pattern in _PATTERNS:
        match = pattern.match(folded)
        if match is None:
            continue
        groups = match.groupdict()
        if pattern is _TAILED and not ENDS_AS_TITLE.search(groups["rest"]):
            continue
        rest = (
            line.text[offset + match.start("rest") : offset + match.end("rest")].strip() if groups.get("rest") else ""
        )
        return match["stem"].strip(), Mark(index, _value(match["number"]), rest)
    return "", None


def _value(number: str) -> int:
    return int(number) if number.isdigit() else chinese_number(number)


def _longest_run(marks: Sequence[Mark], lines: Sequence[Line]) -> list[Mark]:
    """From the first mark numbered 1, those numbered 2, 3, … in order; empty where a part has no text.

    Numbers that begin anew take the place of what stood before them with no more than headings: contents.
    """
    run: list[Mark] = []
    for mark in marks:
        if mark.number == len(run) + 1:
            run.append(mark)
        elif mark.number == 1 and (len(run) == 1 or not _has_text(run, mark.index, lines)):
            run = [mark]
    return run if run and _has_text(run, len(lines), lines) else []


def _has_text(run: Sequence[Mark], end: int, lines: Sequence[Line]) -> bool:
    ends = [mark.index for mark in run] + [end]
    return bool(run) and all(_is_long(lines, start + 1, stop) for start, stop in pairwise(ends))


def _is_long(lines: Sequence[Line], start: int, end: int) -> bool:
    """True for lines with the text that a part must have; looks no further than that."""
    size = 0
    for i in range(start, end):
        size += len(lines[i].text)
        if size >= _SHORTEST_PART:
            return True
    return False


def _are_parts_of_one(run: Sequence[Mark], lines: Sequence[Line]) -> bool:
    """True for the parts of one plan (第一篇 总体要求): their chapters run on, or their headings name no document."""
    ends = [mark.index for mark in run[1:]] + [len(lines)]
    firsts = [_first_label(lines[mark.index + 1 : end]) for mark, end in zip(run, ends, strict=True)]
    if any(label is not None and label.style in _CHAPTERS and label.number > 1 for label in firsts):
        return True
    return not all(_names_document(mark, lines) for mark in run)


def _first_label(lines: Sequence[Line]) -> Label | None:
    labels = (read_label(line) for line in lines)
    return next((label for label in labels if label is not None and label.style is not Style.POINT), None)


def _names_document(mark: Mark, lines: Sequence[Line]) -> bool:
    """True where the heading, or a line right under it, reads as a title or as the addressees of a document."""
    following = [line.folded for line in lines[mark.index + 1 : mark.index + 3]]
    if mark.rest:
        return ENDS_AS_TITLE.search(lines[mark.index].folded) is not None
    return any(ENDS_AS_TITLE.search(text) or text.endswith(":") or _purpose(text) for text in following)


def _purpose(folded: str) -> bool:
    return re.match(r"为|根据|按照", folded) is not None and re.search(r"制[定订]|提出", folded) is not None
